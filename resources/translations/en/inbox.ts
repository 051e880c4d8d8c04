<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="zh_CN">
<context>
    <name>AccountChipsView</name>
    <message>
        <source>全部账号 {count}</source>
        <translation>All accounts {count}</translation>
    </message>
    <message>
        <source>按住 Ctrl 点击可多选</source>
        <translation>Ctrl+click chooses several</translation>
    </message>
</context>
<context>
    <name>ConversationListView</name>
    <message>
        <source>有更新</source>
        <translation>Updated</translation>
    </message>
    <message>
        <source>会话列表</source>
        <translation>Conversations</translation>
    </message>
</context>
<context>
    <name>ConversationRow</name>
    <message>
        <source>客户 {id}</source>
        <translation>Customer {id}</translation>
    </message>
    <message>
        <source>草稿：</source>
        <translation>Draft: </translation>
    </message>
    <message>
        <source>还没有消息</source>
        <translation>No messages yet</translation>
    </message>
    <message>
        <source>结果未知</source>
        <translation>Unconfirmed</translation>
    </message>
    <message>
        <source>发送失败</source>
        <translation>Not sent</translation>
    </message>
    <message>
        <source>已拒收</source>
        <translation>Blocked</translation>
    </message>
    <message>
        <source>排队中</source>
        <translation>Queued</translation>
    </message>
    <message>
        <source>同事接待</source>
        <translation>With a colleague</translation>
    </message>
    <message>
        <source>已结束</source>
        <translation>Ended</translation>
    </message>
    <message>
        <source>超时 {time}</source>
        <translation>Overdue {time}</translation>
    </message>
    <message>
        <source>等待 {time}</source>
        <translation>Waiting {time}</translation>
    </message>
    <message>
        <source>{count} 条未读</source>
        <translation>{count} unread</translation>
    </message>
    <message>
        <source>你：</source>
        <translation>You: </translation>
    </message>
    <message>
        <source>备注：</source>
        <translation>Note: </translation>
    </message>
    <message>
        <source>同事</source>
        <translation>Colleague</translation>
    </message>
    <message>
        <source>{name}：</source>
        <translation>{name}: </translation>
    </message>
    <message>
        <source>[图片]</source>
        <translation>[Picture]</translation>
    </message>
    <message>
        <source>[语音]</source>
        <translation>[Voice]</translation>
    </message>
    <message>
        <source>[视频]</source>
        <translation>[Video]</translation>
    </message>
    <message>
        <source>[文件]</source>
        <translation>[File]</translation>
    </message>
    <message>
        <source>[位置]</source>
        <translation>[Location]</translation>
    </message>
    <message>
        <source>[链接]</source>
        <translation>[Link]</translation>
    </message>
    <message>
        <source>[小程序]</source>
        <translation>[Mini program]</translation>
    </message>
    <message>
        <source>[名片]</source>
        <translation>[Card]</translation>
    </message>
    <message>
        <source>[菜单]</source>
        <translation>[Menu]</translation>
    </message>
    <message>
        <source>[视频号]</source>
        <translation>[Channels]</translation>
    </message>
    <message>
        <source>[商品]</source>
        <translation>[Product]</translation>
    </message>
    <message>
        <source>[订单]</source>
        <translation>[Order]</translation>
    </message>
    <message>
        <source>[聊天记录]</source>
        <translation>[Chat record]</translation>
    </message>
    <message>
        <source>客户进入了会话</source>
        <translation>The customer entered</translation>
    </message>
    <message>
        <source>有一条消息发送失败</source>
        <translation>A message was not delivered</translation>
    </message>
    <message>
        <source>会话已变更接待</source>
        <translation>The session changed hands</translation>
    </message>
    <message>
        <source>撤回了一条消息</source>
        <translation>A message was recalled</translation>
    </message>
    <message>
        <source>拒收设置已变更</source>
        <translation>Blocking was changed</translation>
    </message>
    <message>
        <source>接待人员状态变更</source>
        <translation>A colleague’s duty changed</translation>
    </message>
    <message>
        <source>接待状态已变更</source>
        <translation>The service state changed</translation>
    </message>
    <message>
        <source>[未支持的消息]</source>
        <translation>[Unsupported message]</translation>
    </message>
    <message>
        <source>{time} 再提醒</source>
        <translation>Snoozed: {time}</translation>
    </message>
    <message>
        <source>稍后提醒到了</source>
        <translation>Snooze is over</translation>
    </message>
    <message>
        <source>已置顶</source>
        <translation>Pinned</translation>
    </message>
    <message>
        <source>已加星标</source>
        <translation>Starred</translation>
    </message>
    <message>
        <source>[获客链接]</source>
        <translation>[Contact link]</translation>
    </message>
</context>
<context>
    <name>EmptyStateView</name>
    <message>
        <source>还没有接入企业</source>
        <translation>No company is connected yet</translation>
    </message>
    <message>
        <source>接入后，所有客服账号的客户会话都汇集到这里。</source>
        <translation>Once connected, the customers of all accounts meet here.</translation>
    </message>
    <message>
        <source>接入企业</source>
        <translation>Connect a company</translation>
    </message>
    <message>
        <source>没有名字包含“{name}”的客户</source>
        <translation>No customer’s name contains “{name}”</translation>
    </message>
    <message>
        <source>试试昵称里的另外几个字，或者拼音首字母。</source>
        <translation>Try other letters of the name, or the initials of its pinyin.</translation>
    </message>
    <message>
        <source>清除搜索</source>
        <translation>Clear the search</translation>
    </message>
    <message>
        <source>没有由你接待的会话</source>
        <translation>You have no conversations</translation>
    </message>
    <message>
        <source>接手或回复过的会话会出现在这里。</source>
        <translation>What you take over or answer appears here.</translation>
    </message>
    <message>
        <source>没有客户在等人接待</source>
        <translation>Nobody waits to be taken</translation>
    </message>
    <message>
        <source>新客户发来消息时会先到这里。</source>
        <translation>New customers arrive here first.</translation>
    </message>
    <message>
        <source>还没有会话</source>
        <translation>No conversations yet</translation>
    </message>
    <message>
        <source>客户发来第一条消息后，会话会出现在这里。</source>
        <translation>They appear with a customer’s first message.</translation>
    </message>
    <message>
        <source>没有超时的客户</source>
        <translation>Nobody is overdue</translation>
    </message>
    <message>
        <source>等待超过 3 分钟的客户会出现在这里。</source>
        <translation>Customers who wait longer than 3 minutes appear here.</translation>
    </message>
    <message>
        <source>没有符合筛选的会话</source>
        <translation>Nothing passes the filter</translation>
    </message>
    <message>
        <source>少选一个条件，或者看看全部。</source>
        <translation>Drop a condition, or look at all.</translation>
    </message>
    <message>
        <source>取消筛选</source>
        <translation>Clear filter</translation>
    </message>
    <message>
        <source>没有稍后再看的会话</source>
        <translation>Nothing is snoozed</translation>
    </message>
    <message>
        <source>设了稍后提醒的会话在这里等到时间，或等到客户来信。</source>
        <translation>Snoozed conversations wait here for their time, or for the customer to write.</translation>
    </message>
</context>
<context>
    <name>InboxHead</name>
    <message>
        <source>排序：{order}</source>
        <translation>Order: {order}</translation>
    </message>
    <message>
        <source>按客户名字筛选</source>
        <translation>Filter by name</translation>
    </message>
    <message>
        <source>搜索消息、客户和命令</source>
        <translation>Search messages, customers and commands</translation>
    </message>
    <message>
        <source>筛选</source>
        <translation>Filter</translation>
    </message>
</context>
<context>
    <name>Lane</name>
    <message>
        <source>我的</source>
        <translation>Mine</translation>
    </message>
    <message>
        <source>未分配</source>
        <translation>Free</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>超时</source>
        <translation>Late</translation>
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
        <source>稍后</source>
        <translation>Snoozed</translation>
    </message>
</context>
<context>
    <name>Standing</name>
    <message>
        <source>接收正常，{ago}前读取</source>
        <translation>Receiving; read {ago} ago</translation>
    </message>
    <message>
        <source>还没有读取过</source>
        <translation>Not read yet</translation>
    </message>
    <message>
        <source>落后：{ago}没有读完新消息</source>
        <translation>Behind: nothing complete for {ago}</translation>
    </message>
    <message>
        <source>本应用没有管理权限：只能看，不能回复</source>
        <translation>This app may not manage it: read only</translation>
    </message>
</context>
<context>
    <name>BulkBarView</name>
    <message>
        <source>已选 {count} 个会话</source>
        <translation>{count} selected</translation>
    </message>
    <message>
        <source>对所选会话…</source>
        <translation>For what is selected…</translation>
    </message>
    <message>
        <source>取消选择</source>
        <translation>Clear selection</translation>
    </message>
</context>
<context>
    <name>ConversationListModel</name>
    <message>
        <source>已选中</source>
        <translation>Selected</translation>
    </message>
</context>
<context>
    <name>FilterMenu</name>
    <message>
        <source>只看未读</source>
        <translation>Unread only</translation>
    </message>
    <message>
        <source>只看等待回复</source>
        <translation>Waiting only</translation>
    </message>
    <message>
        <source>只看星标</source>
        <translation>Starred only</translation>
    </message>
    <message>
        <source>接待状态</source>
        <translation>Service state</translation>
    </message>
    <message>
        <source>保存当前筛选…</source>
        <translation>Save this filter…</translation>
    </message>
    <message>
        <source>把“{name}”改为当前条件</source>
        <translation>Update “{name}” to what is listed</translation>
    </message>
    <message>
        <source>重命名“{name}”…</source>
        <translation>Rename “{name}”…</translation>
    </message>
    <message>
        <source>删除“{name}”</source>
        <translation>Delete “{name}”</translation>
    </message>
    <message>
        <source>取消筛选</source>
        <translation>Clear filter</translation>
    </message>
    <message>
        <source>未处理</source>
        <translation>New</translation>
    </message>
    <message>
        <source>总机接待</source>
        <translation>Handled here</translation>
    </message>
    <message>
        <source>排队中</source>
        <translation>In the queue</translation>
    </message>
    <message>
        <source>同事接待</source>
        <translation>With a colleague</translation>
    </message>
    <message>
        <source>已结束</source>
        <translation>Ended</translation>
    </message>
    <message>
        <source>未读</source>
        <translation>Unread</translation>
    </message>
    <message>
        <source>等待回复</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>星标</source>
        <translation>Starred</translation>
    </message>
</context>
<context>
    <name>FilterPresenter</name>
    <message>
        <source>筛选已经够多了，请先删掉一个</source>
        <translation>There are enough filters; delete one first</translation>
    </message>
    <message>
        <source>已保存筛选“{name}”</source>
        <translation>Filter “{name}” saved</translation>
    </message>
    <message>
        <source>已删除筛选“{name}”</source>
        <translation>Filter “{name}” deleted</translation>
    </message>
</context>
<context>
    <name>FilterStrip</name>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>给这个筛选起个名字，Enter 保存</source>
        <translation>Name this filter, Enter saves</translation>
    </message>
    <message>
        <source>筛选名称</source>
        <translation>Name of the filter</translation>
    </message>
    <message>
        <source>取消筛选</source>
        <translation>Clear filter</translation>
    </message>
</context>
<context>
    <name>FlowMenu</name>
    <message>
        <source>在新窗口打开</source>
        <translation>Open in its own window</translation>
    </message>
    <message>
        <source>在旁边打开</source>
        <translation>Open beside</translation>
    </message>
    <message>
        <source>只看，不标已读</source>
        <translation>Look without marking read</translation>
    </message>
</context>
<context>
    <name>FlowStep</name>
    <message>
        <source>标为已读</source>
        <translation>Mark read</translation>
    </message>
    <message>
        <source>标为未读</source>
        <translation>Mark unread</translation>
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
        <source>加星标</source>
        <translation>Star</translation>
    </message>
    <message>
        <source>取消星标</source>
        <translation>Remove star</translation>
    </message>
    <message>
        <source>稍后提醒…</source>
        <translation>Snooze…</translation>
    </message>
    <message>
        <source>取消稍后提醒</source>
        <translation>End snooze</translation>
    </message>
    <message>
        <source>由我接待</source>
        <translation>Take over</translation>
    </message>
    <message>
        <source>放回未分配</source>
        <translation>Give back</translation>
    </message>
    <message>
        <source>不用回复</source>
        <translation>No answer needed</translation>
    </message>
    <message>
        <source>没有需要改变的会话</source>
        <translation>Nothing to change</translation>
    </message>
    <message>
        <source>已读：{count} 个会话</source>
        <translation>Marked read: {count}</translation>
    </message>
    <message>
        <source>未读：{count} 个会话</source>
        <translation>Marked unread: {count}</translation>
    </message>
    <message>
        <source>已置顶 {count} 个会话</source>
        <translation>Pinned: {count}</translation>
    </message>
    <message>
        <source>已取消置顶 {count} 个会话</source>
        <translation>Unpinned: {count}</translation>
    </message>
    <message>
        <source>已加星标 {count} 个会话</source>
        <translation>Starred: {count}</translation>
    </message>
    <message>
        <source>已取消星标 {count} 个会话</source>
        <translation>Stars removed: {count}</translation>
    </message>
    <message>
        <source>{time} 再提醒 {count} 个会话</source>
        <translation>Snoozed until {time}: {count}</translation>
    </message>
    <message>
        <source>已取消稍后提醒 {count} 个会话</source>
        <translation>Snoozes ended: {count}</translation>
    </message>
    <message>
        <source>已接手 {count} 个会话</source>
        <translation>Taken over: {count}</translation>
    </message>
    <message>
        <source>已放回 {count} 个会话</source>
        <translation>Given back: {count}</translation>
    </message>
    <message>
        <source>不用回复：{count} 个会话</source>
        <translation>No answer needed: {count}</translation>
    </message>
    <message>
        <source>明天 {time}</source>
        <translation>tomorrow {time}</translation>
    </message>
</context>
<context>
    <name>SnoozePanel</name>
    <message>
        <source>稍后提醒</source>
        <translation>Snooze</translation>
    </message>
    <message>
        <source>或输入：明早 9 点、30 分钟后</source>
        <translation>Or type: tomorrow at 9, in 30 minutes</translation>
    </message>
    <message>
        <source>自定时间</source>
        <translation>Own time</translation>
    </message>
    <message>
        <source>客户再来消息会马上回到列表。</source>
        <translation>It comes back at once when the customer writes.</translation>
    </message>
    <message>
        <source>还看不懂这个时间</source>
        <translation>This time is not understood yet</translation>
    </message>
</context>
<context>
    <name>SearchOffer</name>
    <message>
        <source>在全部消息中搜索“{words}”</source>
        <translation>Search all messages for “{words}”</translation>
    </message>
</context>
</TS>
