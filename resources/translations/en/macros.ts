<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="zh_CN">
<context>
    <name>MacroStep</name>
    <message>
        <source>发送回复</source>
        <translation>Send a reply</translation>
    </message>
    <message>
        <source>写内部备注</source>
        <translation>Write a note</translation>
    </message>
    <message>
        <source>加星标</source>
        <translation>Star</translation>
    </message>
    <message>
        <source>置顶</source>
        <translation>Pin</translation>
    </message>
    <message>
        <source>分配给我</source>
        <translation>Assign to me</translation>
    </message>
    <message>
        <source>放回未分配</source>
        <translation>Assign to nobody</translation>
    </message>
    <message>
        <source>标为不用回复</source>
        <translation>Mark as done</translation>
    </message>
    <message>
        <source>稍后提醒</source>
        <translation>Snooze</translation>
    </message>
    <message>
        <source>转到接待池</source>
        <translation>Hand over to the queue</translation>
    </message>
    <message>
        <source>结束会话</source>
        <translation>End the session</translation>
    </message>
    <message>
        <source>回复的短码或标题</source>
        <translation>Code or title of the reply</translation>
    </message>
    <message>
        <source>备注内容</source>
        <translation>Words of the note</translation>
    </message>
    <message>
        <source>例如：明早 9 点</source>
        <translation>E.g. tomorrow 9am</translation>
    </message>
    <message>
        <source>可撤销</source>
        <translation>can be undone</translation>
    </message>
    <message>
        <source>几秒内可撤销</source>
        <translation>can be undone for seconds</translation>
    </message>
    <message>
        <source>不能撤销</source>
        <translation>cannot be undone</translation>
    </message>
</context>
<context>
    <name>MacroList</name>
    <message>
        <source>宏</source>
        <translation>Macros</translation>
    </message>
    <message>
        <source>把常做的几步存成一个宏：发送回复、备注、稍后提醒、结束会话……</source>
        <translation>Keep what you often do as a macro: send a reply, write a note, snooze, end the session…</translation>
    </message>
    <message>
        <source>新建宏</source>
        <translation>New macro</translation>
    </message>
    <message numerus="yes">
        <source>%n 步</source>
        <translation>
            <numerusform>%n step</numerusform>
            <numerusform>%n steps</numerusform>
        </translation>
    </message>
    <message>
        <source>修改</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>修改 {name}</source>
        <translation>Change {name}</translation>
    </message>
</context>
<context>
    <name>MacroRunPage</name>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>停下</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>运行 {key}</source>
        <translation>Run {key}</translation>
    </message>
</context>
<context>
    <name>MacroStepRow</name>
    <message>
        <source>做什么：{name}</source>
        <translation>What to do: {name}</translation>
    </message>
    <message>
        <source>提前一步</source>
        <translation>One step earlier</translation>
    </message>
    <message>
        <source>去掉这一步</source>
        <translation>Remove this step</translation>
    </message>
</context>
<context>
    <name>MacroEditor</name>
    <message>
        <source>宏的名字</source>
        <translation>Name of the macro</translation>
    </message>
    <message>
        <source>添加一步</source>
        <translation>Add a step</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>编辑宏</source>
        <translation>Edit the macro</translation>
    </message>
</context>
<context>
    <name>MacroCard</name>
    <message>
        <source>宏</source>
        <translation>Macros</translation>
    </message>
</context>
<context>
    <name>MacroPresenter</name>
    <message>
        <source>先打开一个会话，再运行宏</source>
        <translation>Open a conversation first</translation>
    </message>
    <message>
        <source>已删除宏「{name}」</source>
        <translation>Macro “{name}” deleted</translation>
    </message>
    <message>
        <source>已运行「{name}」</source>
        <translation>“{name}” has run</translation>
    </message>
    <message>
        <source>「{name}」停在第 {number} 步：{reason}</source>
        <translation>“{name}” stopped at step {number}: {reason}</translation>
    </message>
    <message>
        <source>没能撤销：{steps}</source>
        <translation>Could not be undone: {steps}</translation>
    </message>
    <message>
        <source>已撤销「{name}」</source>
        <translation>“{name}” undone</translation>
    </message>
</context>
</TS>
