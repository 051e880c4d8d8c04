<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="zh_CN">
<context>
    <name>AllowanceBar</name>
    <message numerus="yes">
        <source>还可发 %n 条</source>
        <translation>
            <numerusform>%n left</numerusform>
            <numerusform>%n left</numerusform>
        </translation>
    </message>
    <message>
        <source>窗口已关闭</source>
        <translation>window closed</translation>
    </message>
    <message>
        <source>窗口剩 {clock}</source>
        <translation>open {clock}</translation>
    </message>
    <message>
        <source>窗口只剩 {minutes} 分 {seconds} 秒</source>
        <translation>only {minutes} min {seconds} s</translation>
    </message>
    <message>
        <source>{size}/{limit} 字节</source>
        <translation>{size}/{limit} bytes</translation>
    </message>
    <message numerus="yes">
        <source>{size} 字节，分 %n 条发出</source>
        <translation>
            <numerusform>{size} bytes = %n message</numerusform>
            <numerusform>{size} bytes = %n messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ComposerFooter</name>
    <message>
        <source>发送后自动</source>
        <translation>After sending:</translation>
    </message>
    <message>
        <source>发送 {key}</source>
        <translation>Send {key}</translation>
    </message>
    <message>
        <source>跳到下一个待回复</source>
        <translation>next waiting</translation>
    </message>
    <message>
        <source>发送后自动跳转：开</source>
        <translation>Go to the next waiting customer after sending: on</translation>
    </message>
    <message>
        <source>留在这个会话</source>
        <translation>stay here</translation>
    </message>
    <message>
        <source>发送后自动跳转：关</source>
        <translation>Go to the next waiting customer after sending: off</translation>
    </message>
</context>
<context>
    <name>ComposerNotice</name>
    <message>
        <source>客户在接待池里排队，现在不能从这里发送。可在右侧「接待状态」转给同事接待。</source>
        <translation>The customer is queued for a servicer, so nothing can be sent from here. Hand over to a colleague under “Service” on the right.</translation>
    </message>
    <message>
        <source>会话已结束。客户再次发来消息后就能回复。</source>
        <translation>The session has ended. You can answer as soon as the customer writes again.</translation>
    </message>
    <message>
        <source>同事已在企业微信里拒收这位客户的消息，不能回复；取消拒收后恢复。</source>
        <translation>A colleague refuses this customer's messages in WeCom, so no answer is possible until that is undone.</translation>
    </message>
    <message>
        <source>同事</source>
        <translation>A colleague</translation>
    </message>
    <message>
        <source>{name} 正在企业微信客户端接待，这里只能查看。可在右侧「接待状态」转给别的同事或结束会话。</source>
        <translation>{name} is answering in the WeCom client; here you can only read. Hand over or end the session under “Service” on the right.</translation>
    </message>
    <message>
        <source>账号「{name}」没有授权给本应用，这里只能查看。请管理员在企业微信后台「微信客服 → 通过API管理会话消息 → 企业内部开发」里勾选它。</source>
        <translation>The account “{name}” is not granted to this app; here you can only read. Ask the administrator to tick it in the WeCom console: 微信客服 → 通过API管理会话消息 → 企业内部开发.</translation>
    </message>
    <message numerus="yes">
        <source>客户还没有发来消息，暂时不能发送。客户写来第一条后可发 %n 条。</source>
        <translation>
            <numerusform>The customer has not written yet. After the first message you may send %n.</numerusform>
            <numerusform>The customer has not written yet. After the first message you may send %n.</numerusform>
        </translation>
    </message>
    <message>
        <source>客户上次发来消息已超过 48 小时，不能发送。客户再次写来后恢复。</source>
        <translation>The customer last wrote more than 48 hours ago, so nothing can be sent until they write again.</translation>
    </message>
    <message numerus="yes">
        <source>%n 条额度已用完。客户再写来一条就又能发送，写好的文字会留着。</source>
        <translation>
            <numerusform>The %n message allowed is used up. You can send again when the customer writes; your text stays here.</numerusform>
            <numerusform>All %n messages allowed are used up. You can send again when the customer writes; your text stays here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>这段文字要分 %n 条发出，额度只剩 {left} 条。请删短，或等客户回复后再发。</source>
        <translation>
            <numerusform>This text takes %n message, but only {left} are left. Shorten it, or wait until the customer writes.</numerusform>
            <numerusform>This text takes %n messages, but only {left} are left. Shorten it, or wait until the customer writes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ComposerView</name>
    <message>
        <source>只能查看</source>
        <translation>Read only</translation>
    </message>
    <message>
        <source>输入回复，{send} 发送，{line} 换行</source>
        <translation>Type an answer; {send} sends, {line} breaks the line</translation>
    </message>
    <message>
        <source>回复</source>
        <translation>Answer</translation>
    </message>
</context>
<context>
    <name>ComposerKeys</name>
    <message>
        <source>发送</source>
        <translation>Send</translation>
    </message>
    <message>
        <source>发送并到下一个待回复</source>
        <translation>Send, next who waits</translation>
    </message>
    <message>
        <source>换行</source>
        <translation>New line</translation>
    </message>
</context>
</TS>
