<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="zh_CN">
<context>
    <name>ReplyDelegate</name>
    <message>
        <source>{count} 条</source>
        <translation>{count} messages</translation>
    </message>
</context>
<context>
    <name>ReplyPanelView</name>
    <message>
        <source>拼音首字母、关键词、短码</source>
        <translation>Pinyin initials, keyword or code</translation>
    </message>
    <message>
        <source>搜索快捷回复</source>
        <translation>Search quick replies</translation>
    </message>
    <message>
        <source>快捷回复</source>
        <translation>Quick replies</translation>
    </message>
</context>
<context>
    <name>ReplyPanelPresenter</name>
    <message>
        <source>没有找到“{words}”</source>
        <translation>Nothing found for “{words}”</translation>
    </message>
    <message>
        <source>还没有快捷回复。在资料库里新建或导入</source>
        <translation>No quick replies yet. Write or import some in the library</translation>
    </message>
    <message>
        <source>这里还没有快捷回复</source>
        <translation>No quick replies here yet</translation>
    </message>
    <message>
        <source>置顶</source>
        <translation>Pinned</translation>
    </message>
    <message>
        <source>推荐</source>
        <translation>Suggested</translation>
    </message>
    <message>
        <source>未分组</source>
        <translation>Ungrouped</translation>
    </message>
    <message>
        <source>已复制为个人回复</source>
        <translation>Copied to your own replies</translation>
    </message>
</context>
<context>
    <name>PanelTab</name>
    <message>
        <source>推荐</source>
        <translation>Top</translation>
    </message>
    <message>
        <source>个人</source>
        <translation>Mine</translation>
    </message>
    <message>
        <source>团队</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>本账号</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>公司</source>
        <translation>Company</translation>
    </message>
</context>
<context>
    <name>ReplyAction</name>
    <message>
        <source>插入到输入框</source>
        <translation>Insert into answer</translation>
    </message>
    <message>
        <source>直接发送</source>
        <translation>Send now</translation>
    </message>
    <message>
        <source>置顶</source>
        <translation>Pin</translation>
    </message>
    <message>
        <source>取消置顶</source>
        <translation>Unpin</translation>
    </message>
    <message>
        <source>在资料库中编辑</source>
        <translation>Edit in library</translation>
    </message>
    <message>
        <source>复制为我的并修改</source>
        <translation>Copy to mine and change</translation>
    </message>
</context>
<context>
    <name>DeskSidePanel</name>
    <message>
        <source>快捷回复</source>
        <translation>Replies</translation>
    </message>
</context>
</TS>
