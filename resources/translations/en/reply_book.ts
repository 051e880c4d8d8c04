<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="zh_CN">
<context>
    <name>AlikePage</name>
    <message>
        <source>只留选中的这一条</source>
        <translation>Keep the chosen one alone</translation>
    </message>
    <message>
        <source>{count} 条 · 相似 {percent}%</source>
        <translation>{count} replies · {percent}% alike</translation>
    </message>
    <message>
        <source>选出每组里要留下的一条：别的短码和关键词会归到它，其余撤回或删除。</source>
        <translation>Choose the one to keep of each group: it takes over the codes and keywords of the others, which are withdrawn or removed.</translation>
    </message>
    <message>
        <source>没有说法相近的回复。</source>
        <translation>No replies say nearly the same.</translation>
    </message>
    <message>
        <source>疑似重复</source>
        <translation>Look alike</translation>
    </message>
    <message>
        <source>回复</source>
        <translation>Reply</translation>
    </message>
    <message>
        <source>使用</source>
        <translation>Used</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>Contents</translation>
    </message>
    <message>
        <source>用过 {count} 次</source>
        <translation>used {count}×</translation>
    </message>
</context>
<context>
    <name>BookListModel</name>
    <message>
        <source>标题</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>分组</source>
        <translation>Group</translation>
    </message>
    <message>
        <source>短码</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>范围</source>
        <translation>For</translation>
    </message>
    <message>
        <source>组成</source>
        <translation>Parts</translation>
    </message>
    <message>
        <source>使用</source>
        <translation>Used</translation>
    </message>
    <message>
        <source>修改人</source>
        <translation>Changed by</translation>
    </message>
    <message>
        <source>有效期</source>
        <translation>Valid</translation>
    </message>
    <message>
        <source>（没有标题）</source>
        <translation>(no title)</translation>
    </message>
    <message>
        <source>新</source>
        <translation>new</translation>
    </message>
    <message>
        <source>改</source>
        <translation>changed</translation>
    </message>
</context>
<context>
    <name>BookListView</name>
    <message>
        <source>筛选</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>更多</source>
        <translation>More</translation>
    </message>
    <message>
        <source>新建回复</source>
        <translation>New reply</translation>
    </message>
    <message>
        <source>移到分组…</source>
        <translation>Move to group…</translation>
    </message>
    <message>
        <source>删除或撤回…</source>
        <translation>Remove or withdraw…</translation>
    </message>
    <message>
        <source>发布 {count} 条…</source>
        <translation>Publish {count}…</translation>
    </message>
    <message>
        <source>快捷回复</source>
        <translation>Replies</translation>
    </message>
    <message>
        <source>标题、拼音首字母、关键词、正文</source>
        <translation>Title, pinyin, keywords, text</translation>
    </message>
    <message>
        <source>查找回复</source>
        <translation>Find replies</translation>
    </message>
    <message>
        <source>所有范围</source>
        <translation>Everyone</translation>
    </message>
    <message>
        <source>没用过的</source>
        <translation>Not used</translation>
    </message>
    <message>
        <source>带素材的</source>
        <translation>With materials</translation>
    </message>
    <message>
        <source>导入表格（Excel、CSV）…</source>
        <translation>Import a table (Excel, CSV)…</translation>
    </message>
    <message>
        <source>导出为表格…</source>
        <translation>Export as a table…</translation>
    </message>
    <message>
        <source>导入回复本文件…</source>
        <translation>Import a reply-book file…</translation>
    </message>
    <message>
        <source>导出回复本文件…</source>
        <translation>Export a reply-book file…</translation>
    </message>
    <message>
        <source>使用统计</source>
        <translation>Use of the book</translation>
    </message>
    <message>
        <source>已选 {count} 条</source>
        <translation>{count} selected</translation>
    </message>
</context>
<context>
    <name>BookTreeView</name>
    <message>
        <source>分组</source>
        <translation>Group</translation>
    </message>
    <message>
        <source>新建分组</source>
        <translation>New group</translation>
    </message>
    <message>
        <source>重命名</source>
        <translation>Rename</translation>
    </message>
    <message>
        <source>在里面新建分组</source>
        <translation>New group inside</translation>
    </message>
    <message>
        <source>上移</source>
        <translation>Move up</translation>
    </message>
    <message>
        <source>下移</source>
        <translation>Move down</translation>
    </message>
    <message>
        <source>新分组</source>
        <translation>New group</translation>
    </message>
</context>
<context>
    <name>DeskReplyBook</name>
    <message>
        <source>快捷回复</source>
        <translation>Replies</translation>
    </message>
    <message>
        <source>查看</source>
        <translation>Look</translation>
    </message>
    <message>
        <source>新增 {count}</source>
        <translation>{count} new</translation>
    </message>
    <message>
        <source>修改 {count}</source>
        <translation>{count} changed</translation>
    </message>
    <message>
        <source>撤回 {count}</source>
        <translation>{count} withdrawn</translation>
    </message>
    <message>
        <source>恢复 {count}</source>
        <translation>{count} reinstated</translation>
    </message>
    <message>
        <source>回复本有更新：{counts}（{who}）</source>
        <translation>The reply book has changed: {counts} ({who})</translation>
    </message>
</context>
<context>
    <name>DetailsPresenter</name>
    <message>
        <source>{count} 位客户收到的不是现在的内容</source>
        <translation>{count} customers got other contents than today’s</translation>
    </message>
    <message>
        <source>没有客户收到过旧内容。</source>
        <translation>No customer has got old contents.</translation>
    </message>
    <message>
        <source>使用统计</source>
        <translation>Use of the book</translation>
    </message>
    <message>
        <source>每个坐席、账号和每一天各用了多少次</source>
        <translation>How often each agent, each account and each day</translation>
    </message>
</context>
<context>
    <name>EditingPresenter</name>
    <message>
        <source>上次没写完的回复还在，已打开</source>
        <translation>What you were typing last time is still here: it is open again</translation>
    </message>
    <message>
        <source>未完成的回复</source>
        <translation>Unfinished reply</translation>
    </message>
    <message>
        <source>新回复，还没有保存</source>
        <translation>New reply, not saved yet</translation>
    </message>
    <message>
        <source>新回复，待发布：别人还看不到</source>
        <translation>New reply, to be published: nobody else sees it yet</translation>
    </message>
    <message>
        <source>有待发布的改动</source>
        <translation>changes to be published</translation>
    </message>
    <message>
        <source>看不懂的日期：{written}，写成 2026-12-01 或 2026-12-01 18:00</source>
        <translation>This is no date: {written}. Write 2026-12-01 or 2026-12-01 18:00</translation>
    </message>
    <message>
        <source>没有改动</source>
        <translation>Nothing was changed</translation>
    </message>
    <message>
        <source>已保存</source>
        <translation>Saved</translation>
    </message>
    <message>
        <source>已存为待发布，发布后大家可用</source>
        <translation>Kept to be published; then everybody can use it</translation>
    </message>
    <message>
        <source>已放弃修改</source>
        <translation>Changes given up</translation>
    </message>
    <message>
        <source>已复制到个人，可以改了</source>
        <translation>Copied to yours, ready to be changed</translation>
    </message>
</context>
<context>
    <name>EditorView</name>
    <message>
        <source>公司回复已锁定。可以复制到个人，改成自己的说法。</source>
        <translation>Company replies are locked. Copy it to yours and say it your own way.</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>放弃修改</source>
        <translation>Give up changes</translation>
    </message>
    <message>
        <source>复制到个人再改</source>
        <translation>Copy to mine</translation>
    </message>
    <message>
        <source>撤回…</source>
        <translation>Withdraw…</translation>
    </message>
    <message>
        <source>恢复使用</source>
        <translation>Reinstate</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>存为待发布</source>
        <translation>Keep for publishing</translation>
    </message>
    <message>
        <source>占 {count} 条额度</source>
        <translation>Takes {count} of 5</translation>
    </message>
    <message>
        <source>占 {count} 条额度，一次最多 {most} 条：发不出去</source>
        <translation>Takes {count}, {most} at most</translation>
    </message>
    <message>
        <source>预览</source>
        <translation>Preview</translation>
    </message>
</context>
<context>
    <name>ExchangePresenter</name>
    <message>
        <source>导入表格</source>
        <translation>Import a table</translation>
    </message>
    <message>
        <source>正在读取…</source>
        <translation>Reading…</translation>
    </message>
    <message>
        <source>导入回复本文件</source>
        <translation>Import a reply-book file</translation>
    </message>
    <message>
        <source>快捷回复.xlsx</source>
        <translation>replies.xlsx</translation>
    </message>
    <message>
        <source>导出为表格</source>
        <translation>Export as a table</translation>
    </message>
    <message>
        <source>回复本.replybook</source>
        <translation>book.replybook</translation>
    </message>
    <message>
        <source>导出回复本文件</source>
        <translation>Export a reply-book file</translation>
    </message>
    <message>
        <source>正在导入…</source>
        <translation>Importing…</translation>
    </message>
    <message>
        <source>没有做到：{reason}</source>
        <translation>Not done: {reason}</translation>
    </message>
    <message>
        <source>{name}：新增 {new}，修改 {changed}，不变 {same}，不导入 {refused}</source>
        <translation>{name}: {new} new, {changed} changed, {same} the same, {refused} not imported</translation>
    </message>
    <message>
        <source>。没有用到的列：{columns}</source>
        <translation>. Columns not used: {columns}</translation>
    </message>
    <message>
        <source>导入 {count} 条</source>
        <translation>Import {count}</translation>
    </message>
    <message>
        <source>导入 {count} 条为待发布</source>
        <translation>Import {count} to be published</translation>
    </message>
    <message>
        <source>已读 {rows} 行…</source>
        <translation>{rows} rows read…</translation>
    </message>
    <message>
        <source>已导入：新增 {added}，修改 {changed}</source>
        <translation>Imported: {added} new, {changed} changed</translation>
    </message>
    <message>
        <source>已存为待发布：新增 {added}，修改 {changed}</source>
        <translation>Kept to be published: {added} new, {changed} changed</translation>
    </message>
    <message>
        <source>导入并发布</source>
        <translation>Import and publish</translation>
    </message>
    <message>
        <source>第一次收到「{name}」签名的回复本。请和对方当面或电话核对指纹，一致才导入：
{fingerprint}</source>
        <translation>This is the first reply book signed by “{name}”. Compare the fingerprint in person or by telephone, and import only when it is the same:
{fingerprint}</translation>
    </message>
    <message>
        <source>指纹一致，信任并导入</source>
        <translation>The same: trust and import</translation>
    </message>
    <message>
        <source>已导入并发布 {count} 条</source>
        <translation>Imported and published: {count}</translation>
    </message>
    <message>
        <source>已把 {count} 条写到 {name}</source>
        <translation>{count} replies written to {name}</translation>
    </message>
    <message>
        <source>已把 {count} 条写到 {name}，指纹 {fingerprint}</source>
        <translation>{count} replies written to {name}, fingerprint {fingerprint}</translation>
    </message>
</context>
<context>
    <name>GroupsPresenter</name>
    <message>
        <source>已把分组「{old}」改为「{new}」</source>
        <translation>Group “{old}” is “{new}” now</translation>
    </message>
    <message>
        <source>已把 {count} 条移到「{group}」</source>
        <translation>{count} moved to “{group}”</translation>
    </message>
    <message>
        <source>，公用的待发布</source>
        <translation>; shared ones are to be published</translation>
    </message>
</context>
<context>
    <name>HistoryView</name>
    <message>
        <source>用这一版的内容</source>
        <translation>Use the contents of this version</translation>
    </message>
    <message>
        <source>版本</source>
        <translation>Versions</translation>
    </message>
</context>
<context>
    <name>MaterialPickerView</name>
    <message>
        <source>选素材</source>
        <translation>Choose a material</translation>
    </message>
    <message>
        <source>搜索素材：名称、编码、标签</source>
        <translation>Search: name, code, tag</translation>
    </message>
    <message>
        <source>搜索素材</source>
        <translation>Search materials</translation>
    </message>
    <message>
        <source>素材</source>
        <translation>Materials</translation>
    </message>
    <message>
        <source>没有这样的素材。可以先在「素材」里添加。</source>
        <translation>There is no such material. Add it under “Materials” first.</translation>
    </message>
</context>
<context>
    <name>PageFrame</name>
    <message>
        <source>返回列表</source>
        <translation>Back to the list</translation>
    </message>
</context>
<context>
    <name>PartRow</name>
    <message>
        <source>文字</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>这一段的文字</source>
        <translation>The words of this part</translation>
    </message>
    <message>
        <source>上移</source>
        <translation>Move up</translation>
    </message>
    <message>
        <source>下移</source>
        <translation>Move down</translation>
    </message>
    <message>
        <source>移除这一段</source>
        <translation>Remove this part</translation>
    </message>
</context>
<context>
    <name>PartsEditor</name>
    <message>
        <source>加文字</source>
        <translation>+ Text</translation>
    </message>
    <message>
        <source>加素材</source>
        <translation>+ Material</translation>
    </message>
    <message>
        <source>插入变量</source>
        <translation>Variable</translation>
    </message>
</context>
<context>
    <name>PublishPage</name>
    <message>
        <source>旧内容立即停发</source>
        <translation>Stop old contents at once</translation>
    </message>
    <message>
        <source>撤回原因，会告诉每个坐席</source>
        <translation>Why it is withdrawn; every agent is told</translation>
    </message>
    <message>
        <source>说明，会告诉每个坐席</source>
        <translation>A note; every agent is told</translation>
    </message>
    <message>
        <source>发布</source>
        <translation>Publish</translation>
    </message>
    <message>
        <source>撤回</source>
        <translation>Withdraw</translation>
    </message>
    <message>
        <source>知道了</source>
        <translation>Understood</translation>
    </message>
    <message>
        <source>改动</source>
        <translation>Changes</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Note</translation>
    </message>
</context>
<context>
    <name>PublishingPresenter</name>
    <message>
        <source>疑似重复</source>
        <translation>Look alike</translation>
    </message>
    <message>
        <source>正在比较…</source>
        <translation>Comparing…</translation>
    </message>
    <message>
        <source>发布 {count} 条</source>
        <translation>Publish {count}</translation>
    </message>
    <message>
        <source>已发布 {count} 条</source>
        <translation>{count} published</translation>
    </message>
    <message>
        <source>已删除 {count} 条</source>
        <translation>{count} removed</translation>
    </message>
    <message>
        <source>撤回 {count} 条</source>
        <translation>Withdraw {count}</translation>
    </message>
    <message>
        <source>撤回后立即停发：草稿、定时和发件箱里还没发出的也发不出去。</source>
        <translation>What is withdrawn cannot leave any more, neither from drafts nor from what is scheduled or waiting in the outbox.</translation>
    </message>
    <message>
        <source>已撤回 {count} 条</source>
        <translation>{count} withdrawn</translation>
    </message>
    <message>
        <source>已恢复使用</source>
        <translation>Can be used again</translation>
    </message>
    <message>
        <source>谁收到过旧内容</source>
        <translation>Who got the old contents</translation>
    </message>
    <message>
        <source>{count} 位客户收到过旧内容，可以逐个打开会话跟进。</source>
        <translation>{count} customers have got the old contents: open their conversations one by one to follow up.</translation>
    </message>
    <message>
        <source>回复本有更新</source>
        <translation>The reply book has changed</translation>
    </message>
    <message>
        <source>已合并，另外 {count} 条不再使用</source>
        <translation>Merged; {count} others are out of use</translation>
    </message>
</context>
<context>
    <name>ReceivedView</name>
    <message>
        <source>打开会话，去跟进</source>
        <translation>Open the conversation</translation>
    </message>
    <message>
        <source>收到过的客户</source>
        <translation>Customers who got it</translation>
    </message>
    <message>
        <source>客户</source>
        <translation>Customer</translation>
    </message>
    <message>
        <source>账号</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>收到的版本</source>
        <translation>Version</translation>
    </message>
</context>
<context>
    <name>ReplyBook</name>
    <message>
        <source>可用</source>
        <translation>Usable</translation>
    </message>
    <message>
        <source>未生效</source>
        <translation>Not yet valid</translation>
    </message>
    <message>
        <source>已过期</source>
        <translation>Expired</translation>
    </message>
    <message>
        <source>已撤回</source>
        <translation>Withdrawn</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>待发布</source>
        <translation>To publish</translation>
    </message>
    <message>
        <source>没用过</source>
        <translation>Not used</translation>
    </message>
    <message>
        <source>疑似重复</source>
        <translation>Look alike</translation>
    </message>
    <message>
        <source>未分组</source>
        <translation>No group</translation>
    </message>
    <message>
        <source>新增</source>
        <translation>New</translation>
    </message>
    <message>
        <source>修改</source>
        <translation>Changed</translation>
    </message>
    <message>
        <source>撤回</source>
        <translation>Withdrawn</translation>
    </message>
    <message>
        <source>恢复</source>
        <translation>Reinstated</translation>
    </message>
    <message>
        <source>长期</source>
        <translation>Always</translation>
    </message>
    <message>
        <source>文 {count}</source>
        <translation>{count} text</translation>
    </message>
    <message>
        <source>素材 {count}</source>
        <translation>{count} material</translation>
    </message>
</context>
<context>
    <name>ReplyBookPresenter</name>
    <message>
        <source>没有符合的回复。换一个词，或去掉筛选。</source>
        <translation>No reply fits. Try another word, or take the filters away.</translation>
    </message>
    <message>
        <source>回复本还是空的。点「新建回复」写第一条，或在「更多」里导入表格。</source>
        <translation>The book is still empty. Write the first reply with “New reply”, or import a table under “More”.</translation>
    </message>
    <message>
        <source>没有等待发布的改动。</source>
        <translation>No changes wait to be published.</translation>
    </message>
    <message>
        <source>这个分组还是空的。把回复拖到这里，或新建一条。</source>
        <translation>This group is still empty. Drag replies here, or write a new one.</translation>
    </message>
    <message>
        <source>这里没有回复。</source>
        <translation>No replies here.</translation>
    </message>
</context>
<context>
    <name>ReplyDetailView</name>
    <message>
        <source>选一条回复来看，或新建一条</source>
        <translation>Choose a reply, or write a new one</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>Contents</translation>
    </message>
    <message>
        <source>版本</source>
        <translation>Versions</translation>
    </message>
    <message>
        <source>使用</source>
        <translation>Use</translation>
    </message>
    <message>
        <source>收到的客户</source>
        <translation>Sent to</translation>
    </message>
</context>
<context>
    <name>ReplyDiff</name>
    <message>
        <source>无</source>
        <translation>none</translation>
    </message>
    <message>
        <source>[素材] {name}</source>
        <translation>[Material] {name}</translation>
    </message>
</context>
<context>
    <name>ReplyForm</name>
    <message>
        <source>例如：商品 / 尺码</source>
        <translation>e.g. Goods / Sizes</translation>
    </message>
    <message>
        <source>输入 / 后用，例如 cm</source>
        <translation>typed after /, e.g. cm</translation>
    </message>
    <message>
        <source>用空格隔开</source>
        <translation>parted by spaces</translation>
    </message>
    <message>
        <source>年-月-日，空为立即</source>
        <translation>year-month-day, empty: at once</translation>
    </message>
    <message>
        <source>年-月-日 时:分，空为长期</source>
        <translation>year-month-day hour:minute, empty: never</translation>
    </message>
    <message>
        <source>标题</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>分组</source>
        <translation>Group</translation>
    </message>
    <message>
        <source>范围</source>
        <translation>For</translation>
    </message>
    <message>
        <source>短码</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>关键词</source>
        <translation>Keywords</translation>
    </message>
    <message>
        <source>生效</source>
        <translation>Valid from</translation>
    </message>
    <message>
        <source>失效</source>
        <translation>Ends</translation>
    </message>
</context>
<context>
    <name>ReplyPreview</name>
    <message>
        <source>林女士</source>
        <translation>Ms Lin</translation>
    </message>
    <message>
        <source>旗舰店客服</source>
        <translation>Flagship store</translation>
    </message>
    <message>
        <source>南京路店</source>
        <translation>Nanjing Road</translation>
    </message>
    <message>
        <source>[素材] {name}</source>
        <translation>[Material] {name}</translation>
    </message>
    <message>
        <source>失效早于生效</source>
        <translation>It ends before it begins</translation>
    </message>
</context>
<context>
    <name>ReplyReport</name>
    <message>
        <source>{column}：{reason}</source>
        <translation>{column}: {reason}</translation>
    </message>
    <message>
        <source>改的是「{title}」v{version}</source>
        <translation>Changes “{title}” v{version}</translation>
    </message>
    <message>
        <source>撤回</source>
        <translation>withdrawn</translation>
    </message>
    <message>
        <source>资料库里没有：{names}</source>
        <translation>Not in the library: {names}</translation>
    </message>
</context>
<context>
    <name>ReportModel</name>
    <message>
        <source>新增</source>
        <translation>New</translation>
    </message>
    <message>
        <source>修改</source>
        <translation>Changed</translation>
    </message>
    <message>
        <source>不变</source>
        <translation>The same</translation>
    </message>
    <message>
        <source>不导入</source>
        <translation>Not imported</translation>
    </message>
    <message>
        <source>行</source>
        <translation>Line</translation>
    </message>
    <message>
        <source>结果</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>标题</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Remarks</translation>
    </message>
</context>
<context>
    <name>ReportPage</name>
    <message>
        <source>停止</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>全部 {count}</source>
        <translation>All {count}</translation>
    </message>
    <message>
        <source>导入给谁用</source>
        <translation>For whom it is imported</translation>
    </message>
    <message>
        <source>逐行结果</source>
        <translation>Result of each row</translation>
    </message>
</context>
<context>
    <name>UsageView</name>
    <message>
        <source>回复</source>
        <translation>Replies</translation>
    </message>
    <message>
        <source>坐席</source>
        <translation>Agents</translation>
    </message>
    <message>
        <source>账号</source>
        <translation>Accounts</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>Days</translation>
    </message>
    <message>
        <source>近 {days} 天用过 {count} 次</source>
        <translation>Used {count}× in {days} days</translation>
    </message>
</context>
</TS>
