<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="zh_CN">
<context>
    <name>CorpCardView</name>
    <message>
        <source>体检</source>
        <translation>Check-up</translation>
    </message>
    <message>
        <source>断开</source>
        <translation>Disconnect</translation>
    </message>
    <message>
        <source>每分钟 {n} 次</source>
        <translation>{n} a minute</translation>
    </message>
    <message>
        <source>轮询预算</source>
        <translation>Polling budget</translation>
    </message>
    <message>
        <source>每分钟最多查询的次数；新消息最多晚 {delay}</source>
        <translation>The most queries a minute; a message is at most {delay} late</translation>
    </message>
    <message>
        <source>连接正常 · {count} 个账号</source>
        <translation>Connected · {count} accounts</translation>
    </message>
    <message>
        <source>回调地址：未配置，新消息靠轮询接收</source>
        <translation>Callback address: none; new messages are polled</translation>
    </message>
    <message>
        <source>回调地址：{address}</source>
        <translation>Callback address: {address}</translation>
    </message>
    <message>
        <source>再点一次断开</source>
        <translation>Click again</translation>
    </message>
</context>
<context>
    <name>SettingsView</name>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>大一号的文字</source>
        <translation>Larger text</translation>
    </message>
    <message>
        <source>接入企业</source>
        <translation>Connect a company</translation>
    </message>
    <message>
        <source>语言</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>还没有接入企业</source>
        <translation>No company is connected yet</translation>
    </message>
    <message>
        <source>下次启动后生效</source>
        <translation>Takes effect at the next start</translation>
    </message>
    <message>
        <source>外观</source>
        <translation>Looks</translation>
    </message>
    <message>
        <source>使用习惯</source>
        <translation>Habits</translation>
    </message>
    <message>
        <source>主题</source>
        <translation>Theme</translation>
    </message>
    <message>
        <source>会话排序</source>
        <translation>Order of conversations</translation>
    </message>
    <message>
        <source>先答等待的：等得最久的客户在最上面</source>
        <translation>Waiting first: whoever has waited longest is on top</translation>
    </message>
    <message>
        <source>关闭窗口时</source>
        <translation>When the window is closed</translation>
    </message>
    <message>
        <source>企业微信只保留 3 天的消息；退出超过 3 天会丢失</source>
        <translation>WeCom keeps messages for 3 days; after quitting for longer they are lost</translation>
    </message>
    <message>
        <source>企业</source>
        <translation>Companies</translation>
    </message>
    <message>
        <source>跟随系统</source>
        <translation>As the system</translation>
    </message>
    <message>
        <source>浅色</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>深色</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>先答等待的</source>
        <translation>Waiting first</translation>
    </message>
    <message>
        <source>按时间</source>
        <translation>Newest first</translation>
    </message>
    <message>
        <source>继续在后台接收</source>
        <translation>Keep receiving</translation>
    </message>
    <message>
        <source>退出并停止接收</source>
        <translation>Quit and stop receiving</translation>
    </message>
</context>
<context>
    <name>SettingsPresenter</name>
    <message>
        <source>已断开「{corp}」：不再收发，Secret 已删除；聊天记录留在本机</source>
        <translation>Disconnected {corp}: nothing is received or sent, the secret is deleted; messages stay on this machine</translation>
    </message>
    <message>
        <source>已重新接入「{corp}」</source>
        <translation>Connected {corp} again</translation>
    </message>
</context>
</TS>
