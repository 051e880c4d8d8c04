<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="zh_CN">
<context>
    <name>RowPainter</name>
    <message>
        <source>以下为新消息</source>
        <translation>New messages</translation>
    </message>
</context>
<context>
    <name>SendWords</name>
    <message>
        <source>跳到日期</source>
        <translation>Go to date</translation>
    </message>
</context>
<context>
    <name>ConversationHeader</name>
    <message>
        <source>更多</source>
        <translation>More</translation>
    </message>
    <message>
        <source>在会话中查找</source>
        <translation>Find in conversation</translation>
    </message>
    <message>
        <source>跳到日期</source>
        <translation>Go to date</translation>
    </message>
    <message>
        <source>跳到第一条未读</source>
        <translation>Go to first unread</translation>
    </message>
</context>
<context>
    <name>DayCalendar</name>
    <message>
        <source>跳到日期</source>
        <translation>Go to date</translation>
    </message>
</context>
<context>
    <name>EmptyPage</name>
    <message>
        <source>搜索消息、客户和命令</source>
        <translation>Search messages, customers and commands</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>没有找到</source>
        <translation>Nothing found</translation>
    </message>
    <message>
        <source>在会话中查找</source>
        <translation>Find in conversation</translation>
    </message>
    <message>
        <source>上一处（Enter）</source>
        <translation>Hit above (Enter)</translation>
    </message>
    <message>
        <source>下一处（Shift+Enter）</source>
        <translation>Hit below (Shift+Enter)</translation>
    </message>
    <message>
        <source>关闭查找（Esc）</source>
        <translation>Close (Esc)</translation>
    </message>
</context>
<context>
    <name>PagingPresenter</name>
    <message>
        <source>没有未读消息</source>
        <translation>Nothing is unread</translation>
    </message>
</context>
<context>
    <name>FoundRows</name>
    <message>
        <source>内部备注</source>
        <translation>Note</translation>
    </message>
    <message numerus="yes">
        <source>%n 个账号</source>
        <translation>
            <numerusform>%n account</numerusform>
            <numerusform>%n accounts</numerusform>
        </translation>
    </message>
    <message>
        <source>已结束</source>
        <translation>Ended</translation>
    </message>
    <message>
        <source>同事接待</source>
        <translation>With a colleague</translation>
    </message>
    <message>
        <source>排队中</source>
        <translation>Queued</translation>
    </message>
    <message>
        <source>未分配</source>
        <translation>Unassigned</translation>
    </message>
    <message>
        <source>我的</source>
        <translation>Mine</translation>
    </message>
</context>
<context>
    <name>PaletteSection</name>
    <message>
        <source>筛选</source>
        <translation>Filters</translation>
    </message>
    <message>
        <source>消息</source>
        <translation>Messages</translation>
    </message>
    <message>
        <source>客户</source>
        <translation>Customers</translation>
    </message>
    <message>
        <source>会话</source>
        <translation>Conversations</translation>
    </message>
    <message>
        <source>文件</source>
        <translation>Files</translation>
    </message>
    <message>
        <source>命令</source>
        <translation>Commands</translation>
    </message>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>搜过的</source>
        <translation>Searches</translation>
    </message>
    <message>
        <source>最近的会话</source>
        <translation>Recent conversations</translation>
    </message>
</context>
<context>
    <name>PaletteFilter</name>
    <message>
        <source>账号</source>
        <translation>account</translation>
    </message>
    <message>
        <source>标签</source>
        <translation>tag</translation>
    </message>
    <message>
        <source>人</source>
        <translation>person</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>time</translation>
    </message>
    <message>
        <source>类型</source>
        <translation>kind</translation>
    </message>
    <message>
        <source>只找一个账号</source>
        <translation>One account only</translation>
    </message>
    <message>
        <source>只找有这个标签的客户</source>
        <translation>Customers with this tag only</translation>
    </message>
    <message>
        <source>只找一位客户或同事</source>
        <translation>One customer or colleague only</translation>
    </message>
    <message>
        <source>今天、最近7天、11月3日……</source>
        <translation>today, last7days, 11-03 …</translation>
    </message>
    <message>
        <source>图片、语音、文件、链接……</source>
        <translation>image, voice, file, link …</translation>
    </message>
</context>
<context>
    <name>PaletteSettings</name>
    <message>
        <source>主题、深色、语言、字号</source>
        <translation>Theme, dark, language, text size</translation>
    </message>
    <message>
        <source>发送、排序、撤回</source>
        <translation>Sending, order, undo</translation>
    </message>
    <message>
        <source>每个命令的键</source>
        <translation>The keys of every command</translation>
    </message>
    <message>
        <source>提示音、免打扰、账号规则</source>
        <translation>Sounds, quiet hours, rules per account</translation>
    </message>
    <message>
        <source>离开时遮住、应用锁 PIN</source>
        <translation>Cover when away, PIN lock</translation>
    </message>
    <message>
        <source>连接企业、体检、账号</source>
        <translation>Connect a corp, check-up, accounts</translation>
    </message>
    <message>
        <source>崩溃报告</source>
        <translation>Crash reports</translation>
    </message>
</context>
<context>
    <name>PaletteField</name>
    <message>
        <source>去掉筛选 {filter}</source>
        <translation>Remove filter {filter}</translation>
    </message>
    <message>
        <source>搜索消息、客户、文件和命令</source>
        <translation>Search messages, customers, files and commands</translation>
    </message>
</context>
<context>
    <name>PalettePreview</name>
    <message>
        <source>前后的消息</source>
        <translation>Messages around it</translation>
    </message>
</context>
<context>
    <name>PaletteView</name>
    <message>
        <source>搜索</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>搜索结果</source>
        <translation>Results</translation>
    </message>
    <message>
        <source>↑↓ 选择　Enter 打开　Ctrl+Enter 新窗口　Tab 下一组　Esc 关闭</source>
        <translation>↑↓ choose　Enter open　Ctrl+Enter own window　Tab next group　Esc close</translation>
    </message>
    <message>
        <source>筛选：账号:　人:　时间:　类型:</source>
        <translation>Filters: account:　person:　time:　kind:</translation>
    </message>
</context>
<context>
    <name>PalettePresenter</name>
    <message>
        <source>没有找到。试试更短的词，或去掉一个筛选。</source>
        <translation>Nothing found. Try a shorter word, or drop a filter.</translation>
    </message>
    <message>
        <source>{count} 条消息 · {spent} ms</source>
        <translation>{count} messages · {spent} ms</translation>
    </message>
    <message>
        <source>更多{section}</source>
        <translation>More {section}</translation>
    </message>
</context>
</TS>
