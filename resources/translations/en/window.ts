<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="zh_CN">
<context>
    <name>BannerView</name>
    <message>
        <source>收起提示</source>
        <translation>Put this away</translation>
    </message>
</context>
<context>
    <name>Columns</name>
    <message>
        <source>收起资料栏</source>
        <translation>Hide the panel</translation>
    </message>
</context>
<context>
    <name>Command</name>
    <message>
        <source>下一个会话</source>
        <translation>Next conversation</translation>
    </message>
    <message>
        <source>上一个会话</source>
        <translation>Previous conversation</translation>
    </message>
    <message>
        <source>下一个待回复</source>
        <translation>Next that waits</translation>
    </message>
    <message>
        <source>上一个待回复</source>
        <translation>Previous that waits</translation>
    </message>
    <message>
        <source>结束会话</source>
        <translation>End the session</translation>
    </message>
    <message>
        <source>客户资料栏</source>
        <translation>Customer panel</translation>
    </message>
    <message>
        <source>全部快捷键</source>
        <translation>All keys</translation>
    </message>
    <message>
        <source>关闭、返回</source>
        <translation>Close, step back</translation>
    </message>
</context>
<context>
    <name>Durations</name>
    <message numerus="yes">
        <source>%n 天</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 小时</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 分钟</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 秒</source>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
    <message>
        <source>今天</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>昨天</source>
        <translation>Yesterday</translation>
    </message>
</context>
<context>
    <name>KeysSheetView</name>
    <message>
        <source>全部快捷键</source>
        <translation>All keys</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>总机 Switchboard</source>
        <translation>Switchboard</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>已关闭 {gap}，{left}后会丢失消息</source>
        <translation>Closed for {gap}: messages are lost in {left}</translation>
    </message>
    <message>
        <source>查看进度</source>
        <translation>Show progress</translation>
    </message>
    <message>
        <source>已关闭 {gap}，企业微信只保留 3 天：更早的消息已经丢失。</source>
        <translation>Closed for {gap}. WeCom keeps 3 days: earlier messages are lost.</translation>
    </message>
    <message>
        <source>收发程序没有回应，正在重新启动。可以继续写，消息会排队等候。</source>
        <translation>The engine does not answer and is being restarted. Keep writing: messages will queue.</translation>
    </message>
    <message>
        <source>收发程序已停止：收不到新消息，回复会排队等候。</source>
        <translation>The engine has stopped: nothing comes in, answers will queue. </translation>
    </message>
    <message>
        <source>重新启动</source>
        <translation>Restart</translation>
    </message>
    <message>
        <source>{corp}：{sentence}</source>
        <translation>{corp}: {sentence}</translation>
    </message>
    <message>
        <source>体检</source>
        <translation>Check-up</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>会话</source>
        <translation>Chats</translation>
    </message>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
</context>
<context>
    <name>RailButton</name>
    <message>
        <source>{page}，{count} 条未读</source>
        <translation>{page}, {count} unread</translation>
    </message>
</context>
<context>
    <name>RailView</name>
    <message>
        <source>启动中</source>
        <translation>Starting</translation>
    </message>
    <message>
        <source>收发程序没有回应，正在重新启动</source>
        <translation>The engine does not answer and is being restarted</translation>
    </message>
    <message>
        <source>离线</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>在线</source>
        <translation>Online</translation>
    </message>
    <message>
        <source>企业微信会通知新消息；通知丢失时最多晚 {delay}</source>
        <translation>WeCom announces new messages; if that fails, at most {delay} late</translation>
    </message>
    <message>
        <source>定时查询新消息，最多晚 {delay}</source>
        <translation>New messages are polled, at most {delay} late</translation>
    </message>
</context>
<context>
    <name>ToastView</name>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
</context>
<context>
    <name>TroublePage</name>
    <message>
        <source>暂时打不开本地数据</source>
        <translation>The local data cannot be opened now</translation>
    </message>
    <message>
        <source>重试</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>退出</source>
        <translation>Quit</translation>
    </message>
</context>
<context>
    <name>TrayView</name>
    <message>
        <source>打开总机</source>
        <translation>Open Switchboard</translation>
    </message>
    <message>
        <source>退出并停止接收</source>
        <translation>Quit and stop receiving</translation>
    </message>
</context>
</TS>
