<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="zh_CN">
<context>
    <name>BannerView</name>
    <message>
        <source>收起提示</source>
        <translation>Put this away</translation>
    </message>
</context>
<context>
    <name>Columns</name>
    <message>
        <source>收起资料栏</source>
        <translation>Hide the panel</translation>
    </message>
</context>
<context>
    <name>Command</name>
    <message>
        <source>快捷回复（光标处）</source>
        <translation>Quick replies at the cursor</translation>
    </message>
    <message>
        <source>所在的栏变宽</source>
        <translation>Column here wider</translation>
    </message>
    <message>
        <source>所在的栏变窄</source>
        <translation>Column here narrower</translation>
    </message>
    <message>
        <source>各栏恢复原宽</source>
        <translation>Columns as wide as usual</translation>
    </message>
    <message>
        <source>下一个会话</source>
        <translation>Next conversation</translation>
    </message>
    <message>
        <source>上一个会话</source>
        <translation>Previous conversation</translation>
    </message>
    <message>
        <source>下一个待回复</source>
        <translation>Next that waits</translation>
    </message>
    <message>
        <source>上一个待回复</source>
        <translation>Previous that waits</translation>
    </message>
    <message>
        <source>结束会话</source>
        <translation>End the session</translation>
    </message>
    <message>
        <source>客户资料栏</source>
        <translation>Customer panel</translation>
    </message>
    <message>
        <source>快捷回复栏</source>
        <translation>Quick replies panel</translation>
    </message>
    <message>
        <source>素材栏</source>
        <translation>Materials panel</translation>
    </message>
    <message>
        <source>全部快捷键</source>
        <translation>All keys</translation>
    </message>
    <message>
        <source>关闭、返回</source>
        <translation>Close, step back</translation>
    </message>
    <message>
        <source>上一处</source>
        <translation>Previous hit</translation>
    </message>
    <message>
        <source>上一栏</source>
        <translation>Previous column</translation>
    </message>
    <message>
        <source>下一处</source>
        <translation>Next hit</translation>
    </message>
    <message>
        <source>下一栏</source>
        <translation>Next column</translation>
    </message>
    <message>
        <source>不用回复，到下一个待回复</source>
        <translation>No answer needed, next who waits</translation>
    </message>
    <message>
        <source>内部备注</source>
        <translation>Internal note</translation>
    </message>
    <message>
        <source>前进到下一个看过的会话</source>
        <translation>Forward in visited conversations</translation>
    </message>
    <message>
        <source>加星标或取消</source>
        <translation>Star or unstar</translation>
    </message>
    <message>
        <source>发送</source>
        <translation>Send</translation>
    </message>
    <message>
        <source>发送并到下一个待回复</source>
        <translation>Send, next who waits</translation>
    </message>
    <message>
        <source>只看不标已读</source>
        <translation>Look without marking read</translation>
    </message>
    <message>
        <source>回到上一个看过的会话</source>
        <translation>Back in visited conversations</translation>
    </message>
    <message>
        <source>回到最新消息</source>
        <translation>To the newest message</translation>
    </message>
    <message>
        <source>在会话中查找</source>
        <translation>Find in the conversation</translation>
    </message>
    <message>
        <source>在新窗口打开会话</source>
        <translation>Open in its own window</translation>
    </message>
    <message>
        <source>在旁边打开会话</source>
        <translation>Open beside</translation>
    </message>
    <message>
        <source>定时发送</source>
        <translation>Send later</translation>
    </message>
    <message>
        <source>宏</source>
        <translation>Macros</translation>
    </message>
    <message>
        <source>客户刚写来也照发</source>
        <translation>Send although the customer just wrote</translation>
    </message>
    <message>
        <source>换行</source>
        <translation>New line</translation>
    </message>
    <message>
        <source>搜索一切</source>
        <translation>Search everything</translation>
    </message>
    <message>
        <source>放大文字</source>
        <translation>Larger text</translation>
    </message>
    <message>
        <source>文字恢复原大小</source>
        <translation>Usual size of text</translation>
    </message>
    <message>
        <source>标为未读或已读</source>
        <translation>Mark unread or read</translation>
    </message>
    <message>
        <source>添加附件</source>
        <translation>Attach files</translation>
    </message>
    <message>
        <source>稍后提醒</source>
        <translation>Snooze</translation>
    </message>
    <message>
        <source>筛选会话</source>
        <translation>Filter conversations</translation>
    </message>
    <message>
        <source>缩小文字</source>
        <translation>Smaller text</translation>
    </message>
    <message>
        <source>置顶或取消</source>
        <translation>Pin or unpin</translation>
    </message>
    <message>
        <source>表情</source>
        <translation>Emoji</translation>
    </message>
    <message>
        <source>跳到日期</source>
        <translation>Go to a date</translation>
    </message>
    <message>
        <source>跳到第一条未读</source>
        <translation>To the first unread message</translation>
    </message>
    <message>
        <source>转接给同事</source>
        <translation>Hand over to a colleague</translation>
    </message>
    <message>
        <source>遮住内容或锁定</source>
        <translation>Cover or lock</translation>
    </message>
</context>
<context>
    <name>Durations</name>
    <message numerus="yes">
        <source>%n 天</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 小时</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 分钟</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 秒</source>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
    <message>
        <source>今天</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>昨天</source>
        <translation>Yesterday</translation>
    </message>
</context>
<context>
    <name>KeysSheetView</name>
    <message>
        <source>全部快捷键</source>
        <translation>All keys</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>修改…</source>
        <translation>Change…</translation>
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
        <source>没有这样的快捷键</source>
        <translation>No such key</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>总机 Switchboard</source>
        <translation>Switchboard</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>已关闭 {gap}，{left}后会丢失消息</source>
        <translation>Closed for {gap}: messages are lost in {left}</translation>
    </message>
    <message>
        <source>查看进度</source>
        <translation>Show progress</translation>
    </message>
    <message>
        <source>已关闭 {gap}，企业微信只保留 3 天：更早的消息已经丢失。</source>
        <translation>Closed for {gap}. WeCom keeps 3 days: earlier messages are lost.</translation>
    </message>
    <message>
        <source>收发程序没有回应，正在重新启动。可以继续写，消息会排队等候。</source>
        <translation>The engine does not answer and is being restarted. Keep writing: messages will queue.</translation>
    </message>
    <message>
        <source>收发程序已停止：收不到新消息，回复会排队等候。</source>
        <translation>The engine has stopped: nothing comes in, answers will queue. </translation>
    </message>
    <message>
        <source>重新启动</source>
        <translation>Restart</translation>
    </message>
    <message>
        <source>{corp}：{sentence}</source>
        <translation>{corp}: {sentence}</translation>
    </message>
    <message>
        <source>体检</source>
        <translation>Check-up</translation>
    </message>
    <message>
        <source>总机上次没有正常结束，留下了一份故障报告（只在本机）。</source>
        <translation>Switchboard did not end well last time and left a crash report (on this computer alone).</translation>
    </message>
    <message>
        <source>查看报告</source>
        <translation>Read the report</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>会话</source>
        <translation>Chats</translation>
    </message>
    <message>
        <source>资料库</source>
        <translation>Library</translation>
    </message>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
</context>
<context>
    <name>RailButton</name>
    <message>
        <source>{page}，{count} 条未读</source>
        <translation>{page}, {count} unread</translation>
    </message>
</context>
<context>
    <name>RailView</name>
    <message>
        <source>启动中</source>
        <translation>Starting</translation>
    </message>
    <message>
        <source>收发程序没有回应，正在重新启动</source>
        <translation>The engine does not answer and is being restarted</translation>
    </message>
    <message>
        <source>离线</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>在线</source>
        <translation>Online</translation>
    </message>
    <message>
        <source>企业微信会通知新消息；通知丢失时最多晚 {delay}</source>
        <translation>WeCom announces new messages; if that fails, at most {delay} late</translation>
    </message>
    <message>
        <source>定时查询新消息，最多晚 {delay}</source>
        <translation>New messages are polled, at most {delay} late</translation>
    </message>
</context>
<context>
    <name>ToastView</name>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
</context>
<context>
    <name>TroublePage</name>
    <message>
        <source>暂时打不开本地数据</source>
        <translation>The local data cannot be opened now</translation>
    </message>
    <message>
        <source>重试</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>退出</source>
        <translation>Quit</translation>
    </message>
</context>
<context>
    <name>TrayView</name>
    <message>
        <source>打开总机</source>
        <translation>Open Switchboard</translation>
    </message>
    <message>
        <source>退出并停止接收</source>
        <translation>Quit and stop receiving</translation>
    </message>
    <message>
        <source>{title} · {count} 条未读</source>
        <translation>{title} · {count} unread</translation>
    </message>
    <message>
        <source>总机 Switchboard</source>
        <translation>Switchboard</translation>
    </message>
</context>
<context>
    <name>KeyGroup</name>
    <message>
        <source>在会话列表里</source>
        <translation>In the list</translation>
    </message>
    <message>
        <source>在消息里</source>
        <translation>Among messages</translation>
    </message>
    <message>
        <source>在查找栏里</source>
        <translation>In the find bar</translation>
    </message>
    <message>
        <source>看图片和视频时</source>
        <translation>Pictures and videos</translation>
    </message>
    <message>
        <source>会话</source>
        <translation>Conversations</translation>
    </message>
    <message>
        <source>窗口</source>
        <translation>Window</translation>
    </message>
    <message>
        <source>输入</source>
        <translation>Writing</translation>
    </message>
</context>
<context>
    <name>PaneWindow</name>
    <message>
        <source>关闭窗口</source>
        <translation>Close window</translation>
    </message>
</context>
<context>
    <name>FixedKey</name>
    <message>
        <source>保存正在编辑的快捷回复</source>
        <translation>Save the reply that is being edited</translation>
    </message>
    <message>
        <source>发送列表里的第几条回复</source>
        <translation>Send the reply of that number</translation>
    </message>
    <message>
        <source>上下移动</source>
        <translation>Move up and down</translation>
    </message>
    <message>
        <source>边移动边选</source>
        <translation>Select on the way</translation>
    </message>
    <message>
        <source>全选</source>
        <translation>Select all</translation>
    </message>
    <message>
        <source>取消选择</source>
        <translation>Select nothing</translation>
    </message>
    <message>
        <source>上一条、下一条</source>
        <translation>Message above, below</translation>
    </message>
    <message>
        <source>这条消息的菜单</source>
        <translation>Menu of this message</translation>
    </message>
    <message>
        <source>复制</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>上一处</source>
        <translation>Hit above</translation>
    </message>
    <message>
        <source>下一处</source>
        <translation>Hit below</translation>
    </message>
    <message>
        <source>关闭查找栏</source>
        <translation>Close the find bar</translation>
    </message>
    <message>
        <source>播放或暂停</source>
        <translation>Play or pause</translation>
    </message>
    <message>
        <source>退 5 秒</source>
        <translation>5 seconds back</translation>
    </message>
    <message>
        <source>进 5 秒</source>
        <translation>5 seconds on</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>关闭会话窗口</source>
        <translation>Close a conversation window</translation>
    </message>
</context>
</TS>
