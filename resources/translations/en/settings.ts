<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="zh_CN">
<context>
    <name>RemovalRow</name>
    <message>
        <source>删除…</source>
        <translation>Remove…</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>永久删除</source>
        <translation>Remove for good</translation>
    </message>
    <message>
        <source>聊天记录、文件、草稿、备注、定时和还没发出的消息都从这台电脑删除，无法恢复；企业微信里的不受影响</source>
        <translation>Messages, files, drafts, notes and what is scheduled or has not left yet are removed from this computer, without a way back; what WeCom keeps is not touched</translation>
    </message>
    <message>
        <source>输入「{name}」以确认</source>
        <translation>Type “{name}” to confirm</translation>
    </message>
</context>
<context>
    <name>CorpCardView</name>
    <message>
        <source>断开并删除本机数据</source>
        <translation>Disconnect and remove the data on this computer</translation>
    </message>
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
        <translation>Connected · accounts: {count}</translation>
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
    <name>SettingsPresenter</name>
    <message>
        <source>正在从这台电脑删除「{corp}」的全部数据</source>
        <translation>Everything of “{corp}” is being removed from this computer</translation>
    </message>
    <message>
        <source>已断开「{corp}」：不再收发，Secret 已删除；聊天记录留在本机</source>
        <translation>Disconnected {corp}: nothing is received or sent, the secret is deleted; messages stay on this machine</translation>
    </message>
    <message>
        <source>已重新接入「{corp}」</source>
        <translation>Connected {corp} again</translation>
    </message>
</context>
<context>
    <name>CorpsSection</name>
    <message>
        <source>删除「{name}」留在本机的数据</source>
        <translation>Remove what is kept of “{name}” on this computer</translation>
    </message>
    <message>
        <source>接入企业</source>
        <translation>Connect a company</translation>
    </message>
    <message>
        <source>还没有接入企业</source>
        <translation>No company is connected yet</translation>
    </message>
</context>
<context>
    <name>HabitsSection</name>
    <message>
        <source>企业微信只保留 3 天的消息；退出超过 3 天会丢失</source>
        <translation>WeCom keeps messages for 3 days; after a longer rest some are lost</translation>
    </message>
    <message>
        <source>会话排序</source>
        <translation>Order of conversations</translation>
    </message>
    <message>
        <source>先答等待的</source>
        <translation>Waiting first</translation>
    </message>
    <message>
        <source>先答等待的：等得最久的客户在最上面</source>
        <translation>Waiting first: who has waited longest is on top</translation>
    </message>
    <message>
        <source>关闭窗口时</source>
        <translation>When the window is closed</translation>
    </message>
    <message>
        <source>按时间</source>
        <translation>Newest first</translation>
    </message>
    <message>
        <source>继续在后台接收</source>
        <translation>Keep receiving in the background</translation>
    </message>
    <message>
        <source>退出并停止接收</source>
        <translation>Quit and stop receiving</translation>
    </message>
    <message numerus="yes">
        <source>%n 秒</source>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
    <message>
        <source>不等待</source>
        <translation>No delay</translation>
    </message>
    <message>
        <source>写好的回复先等几秒再发出，这段时间里可以撤销</source>
        <translation>Answers wait a few seconds before they leave and can be taken back meanwhile</translation>
    </message>
    <message>
        <source>发送前可撤销</source>
        <translation>Undo send</translation>
    </message>
    <message>
        <source>仍然显示，带标记</source>
        <translation>Stay visible, with a mark</translation>
    </message>
    <message>
        <source>不再显示内容</source>
        <translation>Are no longer shown</translation>
    </message>
    <message>
        <source>被撤回的消息</source>
        <translation>Recalled messages</translation>
    </message>
    <message>
        <source>原文仍保存在本机；这里决定同事还能不能看到</source>
        <translation>The original stays on this computer; this decides whether colleagues still see it</translation>
    </message>
</context>
<context>
    <name>KeyButton</name>
    <message>
        <source>无</source>
        <translation>None</translation>
    </message>
    <message>
        <source>请按新的快捷键…</source>
        <translation>Press the new keys…</translation>
    </message>
</context>
<context>
    <name>KeyRow</name>
    <message>
        <source>「{command}」的快捷键保持不变</source>
        <translation>Leave the keys of {command} as they are</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>恢复</source>
        <translation>Reset</translation>
    </message>
    <message>
        <source>恢复「{command}」原来的快捷键</source>
        <translation>Give {command} its usual keys back</translation>
    </message>
    <message>
        <source>改用</source>
        <translation>Use it here</translation>
    </message>
    <message>
        <source>改给「{command}」用</source>
        <translation>Give the key to {command}</translation>
    </message>
</context>
<context>
    <name>KeysSection</name>
    <message>
        <source>{key} 现在属于「{loser}」，改用后它将没有这个快捷键</source>
        <translation>{key} belongs to {loser} now, which will lose it</translation>
    </message>
    <message>
        <source>全部恢复</source>
        <translation>Reset all</translation>
    </message>
    <message>
        <source>恢复默认</source>
        <translation>Usual keys</translation>
    </message>
    <message>
        <source>搜索命令或按键</source>
        <translation>Search commands or keys</translation>
    </message>
    <message>
        <source>搜索快捷键</source>
        <translation>Search keys</translation>
    </message>
    <message>
        <source>点一个快捷键，再按新的；Esc 取消，退格键清除</source>
        <translation>Click a key, then press the new one; Esc cancels, Backspace clears</translation>
    </message>
</context>
<context>
    <name>LooksSection</name>
    <message>
        <source>下次启动后生效</source>
        <translation>Takes effect at the next start</translation>
    </message>
    <message>
        <source>主题</source>
        <translation>Theme</translation>
    </message>
    <message>
        <source>在系统缩放之外，只放大或缩小总机里的文字</source>
        <translation>On top of the system scaling, for the text of Switchboard alone</translation>
    </message>
    <message>
        <source>文字大小</source>
        <translation>Text size</translation>
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
        <source>语言</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>跟随系统</source>
        <translation>As the system</translation>
    </message>
</context>
<context>
    <name>NotificationsSection</name>
    <message>
        <source>不再提醒</source>
        <translation>Never</translation>
    </message>
    <message>
        <source>不打扰</source>
        <translation>Do not disturb</translation>
    </message>
    <message>
        <source>从</source>
        <translation>From</translation>
    </message>
    <message>
        <source>免打扰时段</source>
        <translation>Quiet hours</translation>
    </message>
    <message>
        <source>关闭后只说有几条新消息</source>
        <translation>When off, only the number of messages is told</translation>
    </message>
    <message>
        <source>到</source>
        <translation>Until</translation>
    </message>
    <message>
        <source>只通知</source>
        <translation>Show only</translation>
    </message>
    <message>
        <source>响铃并通知</source>
        <translation>Ring and show</translation>
    </message>
    <message>
        <source>在通知里显示客户和内容</source>
        <translation>Show customer and text in notifications</translation>
    </message>
    <message>
        <source>声音</source>
        <translation>Sounds</translation>
    </message>
    <message>
        <source>客户还在等待时，按间隔再响一次</source>
        <translation>Rings once more at this interval while a customer waits</translation>
    </message>
    <message>
        <source>按账号</source>
        <translation>By account</translation>
    </message>
    <message>
        <source>提示音</source>
        <translation>Sounds</translation>
    </message>
    <message>
        <source>新客户来了</source>
        <translation>A new customer</translation>
    </message>
    <message>
        <source>新消息</source>
        <translation>New message</translation>
    </message>
    <message>
        <source>无人回复时再次提醒</source>
        <translation>Ring again until somebody answers</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>最多 {n} 次</source>
        <translation>At most {n} times</translation>
    </message>
    <message>
        <source>桌面通知</source>
        <translation>Desktop notifications</translation>
    </message>
    <message>
        <source>次数</source>
        <translation>How often</translation>
    </message>
    <message>
        <source>每 1 分钟</source>
        <translation>Every minute</translation>
    </message>
    <message>
        <source>每 3 分钟</source>
        <translation>Every 3 minutes</translation>
    </message>
    <message>
        <source>每 5 分钟</source>
        <translation>Every 5 minutes</translation>
    </message>
    <message>
        <source>没有发出去</source>
        <translation>Could not be sent</translation>
    </message>
    <message>
        <source>试听</source>
        <translation>Listen</translation>
    </message>
    <message>
        <source>试听「{sound}」</source>
        <translation>Listen to: {sound}</translation>
    </message>
    <message>
        <source>还在等待、稍后提醒</source>
        <translation>Still waiting, reminders</translation>
    </message>
    <message>
        <source>这段时间不弹通知、不响铃；未读数照常更新</source>
        <translation>Nothing is shown and nothing rings; unread counts go on</translation>
    </message>
</context>
<context>
    <name>PrivacySection</name>
    <message>
        <source>1 分钟后</source>
        <translation>After 1 minute</translation>
    </message>
    <message>
        <source>15 分钟后</source>
        <translation>After 15 minutes</translation>
    </message>
    <message>
        <source>5 分钟后</source>
        <translation>After 5 minutes</translation>
    </message>
    <message>
        <source>{n} 分钟后</source>
        <translation>After {n} min</translation>
    </message>
    <message>
        <source>不自动遮住</source>
        <translation>Never by itself</translation>
    </message>
    <message>
        <source>从不</source>
        <translation>Never</translation>
    </message>
    <message>
        <source>再输入一次</source>
        <translation>Once more</translation>
    </message>
    <message>
        <source>启动时、空闲后和按下快捷键时锁定，输入 PIN 才能看到内容。PIN 忘记后无法找回，只能在系统凭据库里删除它</source>
        <translation>Locks at the start, when idle and by its key; only the PIN shows the contents. A forgotten PIN cannot be recovered, only deleted in the system keyring</translation>
    </message>
    <message>
        <source>应用锁</source>
        <translation>App lock</translation>
    </message>
    <message>
        <source>新的 PIN</source>
        <translation>New PIN</translation>
    </message>
    <message>
        <source>更改 PIN</source>
        <translation>Change PIN</translation>
    </message>
    <message>
        <source>消息照常接收；快捷键可以马上遮住</source>
        <translation>Messages keep coming in; a key covers at once</translation>
    </message>
    <message>
        <source>现在的 PIN</source>
        <translation>PIN until now</translation>
    </message>
    <message>
        <source>离开窗口后遮住内容</source>
        <translation>Cover the contents when the window is left</translation>
    </message>
    <message>
        <source>移除 PIN</source>
        <translation>Remove PIN</translation>
    </message>
    <message>
        <source>空闲多久后锁定</source>
        <translation>Lock when idle</translation>
    </message>
    <message>
        <source>设置 PIN</source>
        <translation>Set PIN</translation>
    </message>
</context>
<context>
    <name>ReportsPresenter</name>
    <message>
        <source>保存报告</source>
        <translation>Save the report</translation>
    </message>
    <message>
        <source>已保存为 {name}</source>
        <translation>Saved as {name}</translation>
    </message>
    <message>
        <source>已复制报告</source>
        <translation>Report copied</translation>
    </message>
    <message>
        <source>没有做到：{reason}</source>
        <translation>Could not be done: {reason}</translation>
    </message>
</context>
<context>
    <name>ReportsSection</name>
    <message>
        <source>删除</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>另存为…</source>
        <translation>Save as…</translation>
    </message>
    <message>
        <source>复制</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>报告内容</source>
        <translation>Text of the report</translation>
    </message>
    <message>
        <source>报告只记录程序停在哪一行代码，没有聊天内容、客户和密钥。它只在这台电脑上，不会自动发给任何人；请看过再决定</source>
        <translation>A report says only at which line of code the program stopped: no messages, no customers, no secrets. It is on this computer alone and is sent to nobody by itself; read it, then decide</translation>
    </message>
    <message>
        <source>故障报告</source>
        <translation>Crash reports</translation>
    </message>
    <message>
        <source>没有故障报告</source>
        <translation>There are no crash reports</translation>
    </message>
</context>
<context>
    <name>Section</name>
    <message>
        <source>企业</source>
        <translation>Companies</translation>
    </message>
    <message>
        <source>使用习惯</source>
        <translation>Habits</translation>
    </message>
    <message>
        <source>外观</source>
        <translation>Looks</translation>
    </message>
    <message>
        <source>快捷键</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>故障报告</source>
        <translation>Crash reports</translation>
    </message>
    <message>
        <source>通知</source>
        <translation>Notifications</translation>
    </message>
    <message>
        <source>隐私与锁定</source>
        <translation>Privacy and lock</translation>
    </message>
</context>
<context>
    <name>SettingsView</name>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>设置的分类</source>
        <translation>Sections of the settings</translation>
    </message>
</context>
</TS>
