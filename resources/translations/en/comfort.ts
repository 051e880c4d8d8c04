<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="zh_CN">
<context>
    <name>DeskComfort</name>
    <message>
        <source>{reason}；回复没有发出，已复制，可以粘贴</source>
        <translation>{reason}; the answer was not sent, it is copied and can be pasted</translation>
    </message>
    <message>
        <source>文字大小 {percent} %</source>
        <translation>Text size {percent} %</translation>
    </message>
    <message>
        <source>这个会话里有没发出的草稿</source>
        <translation>This conversation has an unsent draft</translation>
    </message>
</context>
<context>
    <name>LockPresenter</name>
    <message>
        <source>PIN 不对</source>
        <translation>Wrong PIN</translation>
    </message>
    <message>
        <source>PIN 已移除</source>
        <translation>The PIN is removed</translation>
    </message>
    <message>
        <source>PIN 已设置</source>
        <translation>The PIN is set</translation>
    </message>
    <message>
        <source>现在的 PIN 不对，或还要等一会儿</source>
        <translation>The PIN until now is wrong, or a wait is not over</translation>
    </message>
</context>
<context>
    <name>LockView</name>
    <message>
        <source>PIN 不对，{wait}后再试</source>
        <translation>Wrong PIN; try again in {wait}</translation>
    </message>
    <message>
        <source>内容已遮住</source>
        <translation>The contents are covered</translation>
    </message>
    <message>
        <source>总机已锁定</source>
        <translation>Switchboard is locked</translation>
    </message>
    <message>
        <source>新消息照常接收</source>
        <translation>Messages keep coming in</translation>
    </message>
    <message>
        <source>继续工作</source>
        <translation>Go on</translation>
    </message>
    <message>
        <source>解锁</source>
        <translation>Unlock</translation>
    </message>
</context>
<context>
    <name>Notification</name>
    <message>
        <source>有新消息</source>
        <translation>New messages</translation>
    </message>
    <message>
        <source>{count} 条新消息</source>
        <translation>{count} new messages</translation>
    </message>
    <message>
        <source>{customers} 位客户的 {count} 条新消息</source>
        <translation>{count} new messages of {customers} customers</translation>
    </message>
    <message>
        <source>{who}（{count} 条新消息）</source>
        <translation>{who} ({count} new messages)</translation>
    </message>
    <message>
        <source>微信用户</source>
        <translation>WeChat user</translation>
    </message>
    <message>
        <source>总机 Switchboard</source>
        <translation>Switchboard</translation>
    </message>
    <message>
        <source>有消息没有发出去</source>
        <translation>A message could not be sent</translation>
    </message>
    <message>
        <source>没有发出去：{text}</source>
        <translation>Not sent: {text}</translation>
    </message>
    <message>
        <source>还在等待：{text}</source>
        <translation>Still waiting: {text}</translation>
    </message>
    <message>
        <source>{who}：{text}</source>
        <translation>{who}: {text}</translation>
    </message>
</context>
<context>
    <name>NotificationView</name>
    <message>
        <source>回复</source>
        <translation>Reply</translation>
    </message>
    <message>
        <source>打开</source>
        <translation>Open</translation>
    </message>
</context>
<context>
    <name>NotificationPresenter</name>
    <message>
        <source>稍后提醒到了</source>
        <translation>The reminder is due</translation>
    </message>
</context>
</TS>
