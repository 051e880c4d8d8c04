<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="zh_CN">
<context>
    <name>DeskFront</name>
    <message>
        <source>总机仍在接收消息</source>
        <translation>Switchboard is still receiving</translation>
    </message>
    <message>
        <source>从托盘图标可以重新打开，或退出并停止接收。</source>
        <translation>Open it again from the tray icon, or quit there and stop receiving.</translation>
    </message>
</context>
<context>
    <name>DeskNavigation</name>
    <message>
        <source>没有其他客户在等待</source>
        <translation>No other customer is waiting</translation>
    </message>
</context>
<context>
    <name>DeskSession</name>
    <message>
        <source>会话即将结束</source>
        <translation>The session is about to end</translation>
    </message>
</context>
</TS>
