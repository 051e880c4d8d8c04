<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="zh_CN">
<context>
    <name>DeskFlow</name>
    <message>
        <source>没有更多看过的会话了</source>
        <translation>No more visited conversations</translation>
    </message>
</context>
<context>
    <name>ConversationPane</name>
    <message>
        <source>会话即将结束</source>
        <translation>The session is about to end</translation>
    </message>
</context>
<context>
    <name>DeskPanes</name>
    <message>
        <source>窗口不够宽，已在新窗口打开</source>
        <translation>Not wide enough: opened in its own window</translation>
    </message>
</context>
<context>
    <name>QuietBar</name>
    <message>
        <source>只看不标已读：离开这个状态或回复之前，都算未读。</source>
        <translation>Looking only: everything stays unread until you end this or answer.</translation>
    </message>
    <message>
        <source>恢复标记</source>
        <translation>Mark as usual</translation>
    </message>
</context>
<context>
    <name>ConversationHeader</name>
    <message>
        <source>收起旁边的会话</source>
        <translation>Put this conversation away</translation>
    </message>
</context>
</TS>
