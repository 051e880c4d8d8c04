<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="zh_CN">
<context>
    <name>Cards</name>
    <message>
        <source>未支持的消息（{kind}）</source>
        <translation>Unsupported message ({kind})</translation>
    </message>
    <message>
        <source>原文已完整保存</source>
        <translation>The original is kept whole</translation>
    </message>
    <message>
        <source>图片</source>
        <translation>Picture</translation>
    </message>
    <message>
        <source>语音</source>
        <translation>Voice message</translation>
    </message>
    <message>
        <source>视频</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>文件</source>
        <translation>File</translation>
    </message>
    <message>
        <source>等待下载</source>
        <translation>Waiting to download</translation>
    </message>
    <message>
        <source>已存到本机</source>
        <translation>Stored on this computer</translation>
    </message>
    <message>
        <source>已过期：企业微信只保留 3 天</source>
        <translation>Expired: WeCom keeps files for 3 days</translation>
    </message>
    <message>
        <source>未下载：{reason}</source>
        <translation>Not downloaded: {reason}</translation>
    </message>
    <message>
        <source>下载失败：{reason}</source>
        <translation>Download failed: {reason}</translation>
    </message>
    <message>
        <source>下载中 {size}</source>
        <translation>Downloading {size}</translation>
    </message>
    <message>
        <source>下载中 {percent}%</source>
        <translation>Downloading {percent}%</translation>
    </message>
    <message>
        <source>位置</source>
        <translation>Location</translation>
    </message>
    <message>
        <source>小程序</source>
        <translation>Mini program</translation>
    </message>
    <message>
        <source>链接地址不安全，不能打开</source>
        <translation>Unsafe address, cannot be opened</translation>
    </message>
    <message>
        <source>链接</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>视频号动态</source>
        <translation>Channels post</translation>
    </message>
    <message>
        <source>视频号直播</source>
        <translation>Channels live</translation>
    </message>
    <message>
        <source>视频号名片</source>
        <translation>Channels profile</translation>
    </message>
    <message>
        <source>视频号</source>
        <translation>Channels</translation>
    </message>
    <message>
        <source>菜单消息</source>
        <translation>Menu</translation>
    </message>
    <message>
        <source>聊天记录</source>
        <translation>Chat record</translation>
    </message>
    <message numerus="yes">
        <source>共 %n 条</source>
        <translation>
            <numerusform>%n message</numerusform>
            <numerusform>%n messages</numerusform>
        </translation>
    </message>
    <message>
        <source>日程</source>
        <translation>schedule</translation>
    </message>
    <message>
        <source>笔记</source>
        <translation>note</translation>
    </message>
</context>
<context>
    <name>ConversationHeader</name>
    <message>
        <source>经</source>
        <translation>via</translation>
    </message>
    <message>
        <source>接手</source>
        <translation>Take</translation>
    </message>
    <message>
        <source>由我接待这个客户</source>
        <translation>I look after this customer</translation>
    </message>
    <message>
        <source>放回</source>
        <translation>Give back</translation>
    </message>
    <message>
        <source>放回未分配，让其他人接手</source>
        <translation>Set it free for somebody else to take</translation>
    </message>
    <message>
        <source>转接 ▾</source>
        <translation>Hand over ▾</translation>
    </message>
    <message>
        <source>结束会话</source>
        <translation>End session</translation>
    </message>
    <message>
        <source>显示或隐藏客户资料</source>
        <translation>Show or hide the customer panel</translation>
    </message>
    <message>
        <source>客户资料栏</source>
        <translation>Customer panel</translation>
    </message>
    <message>
        <source>微信客户</source>
        <translation>WeChat</translation>
    </message>
    <message>
        <source>有消息待处理</source>
        <translation>Unsent message</translation>
    </message>
    <message>
        <source>超时 {wait}</source>
        <translation>Overdue {wait}</translation>
    </message>
    <message>
        <source>等待 {wait}</source>
        <translation>Waiting {wait}</translation>
    </message>
</context>
<context>
    <name>EmptyPage</name>
    <message>
        <source>从左边选一个会话</source>
        <translation>Choose a conversation on the left</translation>
    </message>
    <message>
        <source>下一个、上一个会话</source>
        <translation>Next, previous conversation</translation>
    </message>
    <message>
        <source>下一个等待回复的客户</source>
        <translation>Next customer who waits</translation>
    </message>
    <message>
        <source>全部快捷键</source>
        <translation>All keys</translation>
    </message>
</context>
<context>
    <name>EventWords</name>
    <message>
        <source>未开始接待</source>
        <translation>Not started</translation>
    </message>
    <message>
        <source>总机接待中</source>
        <translation>Answered by Switchboard</translation>
    </message>
    <message>
        <source>接待池排队中</source>
        <translation>Queued in the pool</translation>
    </message>
    <message>
        <source>同事接待中</source>
        <translation>Answered by a colleague</translation>
    </message>
    <message>
        <source>会话已结束</source>
        <translation>Session ended</translation>
    </message>
    <message>
        <source>客户进入会话</source>
        <translation>Customer entered</translation>
    </message>
    <message>
        <source>客户从视频号「{name}」{place}进入会话</source>
        <translation>Customer entered from Channels “{name}” {place}</translation>
    </message>
    <message>
        <source>场景 {scene}</source>
        <translation>scene {scene}</translation>
    </message>
    <message>
        <source>参数 {value}</source>
        <translation>parameter {value}</translation>
    </message>
    <message>
        <source>主页</source>
        <translation>(profile)</translation>
    </message>
    <message>
        <source>直播间</source>
        <translation>(live room)</translation>
    </message>
    <message>
        <source>橱窗</source>
        <translation>(showcase)</translation>
    </message>
    <message>
        <source>商品页</source>
        <translation>(product page)</translation>
    </message>
    <message>
        <source>订单页</source>
        <translation>(order page)</translation>
    </message>
    <message>
        <source>一条消息没有送达：{reason}</source>
        <translation>A message was not delivered: {reason}</translation>
    </message>
    <message>
        <source>{new} 从接待池接入了会话</source>
        <translation>{new} took the session from the pool</translation>
    </message>
    <message>
        <source>{old} 把会话转给了 {new}</source>
        <translation>{old} handed the session over to {new}</translation>
    </message>
    <message>
        <source>{old} 结束了会话</source>
        <translation>{old} ended the session</translation>
    </message>
    <message>
        <source>{new} 重新接入了会话</source>
        <translation>{new} reopened the session</translation>
    </message>
    <message>
        <source>会话状态有变化</source>
        <translation>The session changed</translation>
    </message>
    <message>
        <source>同事</source>
        <translation>a colleague</translation>
    </message>
    <message>
        <source>客户撤回了一条消息</source>
        <translation>The customer recalled a message</translation>
    </message>
    <message>
        <source>{servicer} 在企业微信里撤回了一条消息</source>
        <translation>{servicer} recalled a message in WeCom</translation>
    </message>
    <message>
        <source>{servicer} 已拒收该客户的消息</source>
        <translation>{servicer} refuses this customer’s messages</translation>
    </message>
    <message>
        <source>{servicer} 恢复接收该客户的消息</source>
        <translation>{servicer} accepts this customer’s messages again</translation>
    </message>
    <message>
        <source>{servicer} 停止接待</source>
        <translation>{servicer} went off duty</translation>
    </message>
    <message>
        <source>{servicer} 开始接待</source>
        <translation>{servicer} went on duty</translation>
    </message>
    <message>
        <source>{operator} 更改了会话：{state}</source>
        <translation>{operator} moved the session: {state}</translation>
    </message>
    <message>
        <source>{operator} 开始接待</source>
        <translation>{operator} took the conversation</translation>
    </message>
    <message>
        <source>{operator} 把客户放入了接待池</source>
        <translation>{operator} put the customer into the queue</translation>
    </message>
    <message>
        <source>{operator} 把会话转给了企业微信里的同事</source>
        <translation>{operator} handed the conversation to a colleague in WeCom</translation>
    </message>
    <message>
        <source>{operator} 结束了会话</source>
        <translation>{operator} ended the conversation</translation>
    </message>
</context>
<context>
    <name>HeaderWords</name>
    <message>
        <source>微信客服</source>
        <translation>WeChat CS</translation>
    </message>
    <message>
        <source>员工账号</source>
        <translation>staff account</translation>
    </message>
    <message>
        <source>{account}（{kind}）</source>
        <translation>{account} ({kind})</translation>
    </message>
    <message>
        <source>未分配</source>
        <translation>free</translation>
    </message>
    <message>
        <source>由总机接待</source>
        <translation>Answer from Switchboard</translation>
    </message>
    <message>
        <source>放入接待池排队</source>
        <translation>Queue in the pool</translation>
    </message>
    <message>
        <source>转给另一位同事</source>
        <translation>Hand over to another colleague</translation>
    </message>
    <message>
        <source>转给企业微信里的同事</source>
        <translation>Hand over to a colleague in WeCom</translation>
    </message>
    <message>
        <source>结束会话</source>
        <translation>End session</translation>
    </message>
</context>
<context>
    <name>HeldBar</name>
    <message>
        <source>有一条消息没有发出或结果未知，后面的消息先不发。请先处理上面那条。</source>
        <translation>A message failed or its fate is unknown; those behind it wait. Please decide about it first.</translation>
    </message>
    <message>
        <source>不等了，继续发后面的</source>
        <translation>Send the others now</translation>
    </message>
</context>
<context>
    <name>MessageFace</name>
    <message>
        <source>客户 {tail}</source>
        <translation>Customer {tail}</translation>
    </message>
    <message>
        <source>已被撤回</source>
        <translation>recalled</translation>
    </message>
    <message>
        <source>客户不可见</source>
        <translation>not visible to the customer</translation>
    </message>
    <message>
        <source>{name} 在企业微信</source>
        <translation>{name} in WeCom</translation>
    </message>
    <message>
        <source>{name} 经 {account}</source>
        <translation>{name} via {account}</translation>
    </message>
</context>
<context>
    <name>MessageMenu</name>
    <message>
        <source>复制所选文字</source>
        <translation>Copy selection</translation>
    </message>
    <message>
        <source>复制整条消息</source>
        <translation>Copy message</translation>
    </message>
    <message>
        <source>复制链接 {value}</source>
        <translation>Copy link {value}</translation>
    </message>
    <message>
        <source>复制电话 {value}</source>
        <translation>Copy phone number {value}</translation>
    </message>
    <message>
        <source>复制单号 {value}</source>
        <translation>Copy order number {value}</translation>
    </message>
</context>
<context>
    <name>NewestPill</name>
    <message numerus="yes">
        <source>新消息 %n ↓</source>
        <translation>
            <numerusform>%n new message ↓</numerusform>
            <numerusform>%n new messages ↓</numerusform>
        </translation>
    </message>
    <message>
        <source>回到最新 ↓</source>
        <translation>To the newest ↓</translation>
    </message>
</context>
<context>
    <name>OpenLinkStrip</name>
    <message>
        <source>在浏览器中打开</source>
        <translation>Open in browser</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>这个地址不能打开：只允许 http 和 https</source>
        <translation>This address cannot be opened: only http and https are allowed</translation>
    </message>
    <message>
        <source>将离开总机，打开 {host}</source>
        <translation>Leave Switchboard and open {host}</translation>
    </message>
</context>
<context>
    <name>RowBuilder</name>
    <message>
        <source>内部备注</source>
        <translation>Internal note</translation>
    </message>
    <message numerus="yes">
        <source>展开全文（还有 %n 字）</source>
        <translation>
            <numerusform>Show all (%n more character)</numerusform>
            <numerusform>Show all (%n more characters)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SavingPresenter</name>
    <message>
        <source>文件还没有下载完，正在重新获取</source>
        <translation>The file is not here yet; fetching it again</translation>
    </message>
    <message>
        <source>保存文件</source>
        <translation>Save file</translation>
    </message>
    <message>
        <source>文件已损坏或不在本机，没有保存</source>
        <translation>The file is damaged or not on this computer; nothing was saved</translation>
    </message>
    <message>
        <source>没能保存：{reason}</source>
        <translation>Could not save: {reason}</translation>
    </message>
    <message>
        <source>已保存为 {name}</source>
        <translation>Saved as {name}</translation>
    </message>
</context>
<context>
    <name>SendWords</name>
    <message>
        <source>原因未知</source>
        <translation>reason unknown</translation>
    </message>
    <message>
        <source>发送失败：{reason}</source>
        <translation>Not sent: {reason}</translation>
    </message>
    <message>
        <source>结果未知，可能已送达</source>
        <translation>Unknown, may have been delivered</translation>
    </message>
    <message>
        <source>排队中，等前一条处理</source>
        <translation>Queued behind an undecided message</translation>
    </message>
    <message>
        <source>排队中</source>
        <translation>Queued</translation>
    </message>
    <message>
        <source>保存中</source>
        <translation>Saving</translation>
    </message>
    <message>
        <source>发送中</source>
        <translation>Sending</translation>
    </message>
    <message>
        <source>已发出 ✓</source>
        <translation>Sent ✓</translation>
    </message>
    <message>
        <source>已撤回，没有发出</source>
        <translation>Taken back, not sent</translation>
    </message>
    <message>
        <source>重试</source>
        <translation>Retry</translation>
    </message>
    <message>
        <source>标为已送达</source>
        <translation>Mark as delivered</translation>
    </message>
    <message>
        <source>重新发送（可能重复）</source>
        <translation>Send again (may repeat)</translation>
    </message>
    <message>
        <source>撤回不发</source>
        <translation>Take back</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>重新下载</source>
        <translation>Download again</translation>
    </message>
    <message>
        <source>打开链接</source>
        <translation>Open link</translation>
    </message>
    <message>
        <source>展开全文</source>
        <translation>Show all</translation>
    </message>
</context>
<context>
    <name>TimelineView</name>
    <message>
        <source>消息记录</source>
        <translation>Messages</translation>
    </message>
    <message>
        <source>等待回复 {wait}</source>
        <translation>waiting {wait}</translation>
    </message>
</context>
<context>
    <name>DecisionPresenter</name>
    <message>
        <source>太晚了：会话已经结束</source>
        <translation>Too late: the session has ended</translation>
    </message>
</context>
</TS>
