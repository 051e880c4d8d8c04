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
        <source>{size} 字节，连附件共 %n 条</source>
        <translation>
            <numerusform>{size} bytes, with attachments %n message</numerusform>
            <numerusform>{size} bytes, with attachments %n messages</numerusform>
        </translation>
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
    <name>AttachmentChip</name>
    <message>
        <source>压缩</source>
        <translation>Shrink</translation>
    </message>
    <message>
        <source>未命名</source>
        <translation>No name</translation>
    </message>
    <message>
        <source>移除</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>AttachmentFace</name>
    <message>
        <source>文本 · 双击放回输入框</source>
        <translation>Text · double-click to edit</translation>
    </message>
    <message>
        <source>正在读取…</source>
        <translation>Reading…</translation>
    </message>
    <message>
        <source>正在压缩 {percent}%</source>
        <translation>Shrinking {percent}%</translation>
    </message>
    <message>
        <source>{size}，上限 {limit}</source>
        <translation>{size}, limit {limit}</translation>
    </message>
    <message>
        <source>位置</source>
        <translation>Location</translation>
    </message>
    <message>
        <source>链接</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>小程序</source>
        <translation>Mini program</translation>
    </message>
    <message>
        <source>菜单</source>
        <translation>Menu</translation>
    </message>
    <message>
        <source>名片</source>
        <translation>Business card</translation>
    </message>
    <message>
        <source>获客链接</source>
        <translation>Acquisition link</translation>
    </message>
</context>
<context>
    <name>AttachmentStrip</name>
    <message>
        <source>附件</source>
        <translation>Attachments</translation>
    </message>
</context>
<context>
    <name>AttachmentsPresenter</name>
    <message numerus="yes">
        <source>一次最多添加 %n 个文件</source>
        <translation>
            <numerusform>At most %n file at once</numerusform>
            <numerusform>At most %n files at once</numerusform>
        </translation>
    </message>
    <message>
        <source>截图</source>
        <translation>Screenshot</translation>
    </message>
    <message>
        <source>已移除附件</source>
        <translation>Attachment removed</translation>
    </message>
    <message>
        <source>{name}：{reason}</source>
        <translation>{name}: {reason}</translation>
    </message>
</context>
<context>
    <name>CardForm</name>
    <message>
        <source>加入回复</source>
        <translation>Add to the answer</translation>
    </message>
    <message>
        <source>{field}：{fault}</source>
        <translation>{field}: {fault}</translation>
    </message>
    <message>
        <source>位置</source>
        <translation>Location</translation>
    </message>
    <message>
        <source>链接</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>小程序</source>
        <translation>Mini program</translation>
    </message>
    <message>
        <source>菜单</source>
        <translation>Menu</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>地址</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>纬度</source>
        <translation>Latitude</translation>
    </message>
    <message>
        <source>经度</source>
        <translation>Longitude</translation>
    </message>
    <message>
        <source>标题</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>网址</source>
        <translation>Web address</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Description</translation>
    </message>
    <message>
        <source>AppID</source>
        <translation>AppID</translation>
    </message>
    <message>
        <source>页面路径</source>
        <translation>Page path</translation>
    </message>
    <message>
        <source>开头的话</source>
        <translation>Words above</translation>
    </message>
    <message>
        <source>选项</source>
        <translation>Choices</translation>
    </message>
    <message>
        <source>结尾的话</source>
        <translation>Words below</translation>
    </message>
    <message>
        <source>例如：云裳旗舰店</source>
        <translation>Such as: the flagship store</translation>
    </message>
    <message>
        <source>例如：请问您想咨询什么？</source>
        <translation>Such as: What can we do for you?</translation>
    </message>
    <message>
        <source>每行一个，最多 10 个；客户点了会发回来</source>
        <translation>One a line, at most 10; the customer's choice is sent back</translation>
    </message>
</context>
<context>
    <name>CardRules</name>
    <message>
        <source>这一项要填写</source>
        <translation>has to be filled in</translation>
    </message>
    <message>
        <source>太长了：{size}/{limit} 字节</source>
        <translation>too long: {size}/{limit} bytes</translation>
    </message>
    <message>
        <source>纬度是 -90 到 90 之间的数</source>
        <translation>a number from -90 to 90</translation>
    </message>
    <message>
        <source>经度是 -180 到 180 之间的数</source>
        <translation>a number from -180 to 180</translation>
    </message>
    <message>
        <source>要以 http:// 或 https:// 开头</source>
        <translation>has to begin with http:// or https://</translation>
    </message>
    <message>
        <source>AppID 是 wx 开头的 18 位</source>
        <translation>an AppID is wx and 16 characters more</translation>
    </message>
    <message numerus="yes">
        <source>最多 %n 个选项</source>
        <translation>
            <numerusform>at most %n choice</numerusform>
            <numerusform>at most %n choices</numerusform>
        </translation>
    </message>
    <message>
        <source>每个选项最多 {limit} 字节</source>
        <translation>at most {limit} bytes a choice</translation>
    </message>
</context>
<context>
    <name>ComposerBody</name>
    <message>
        <source>内部备注</source>
        <translation>Internal note</translation>
    </message>
    <message>
        <source>回复</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>只能查看</source>
        <translation>Read only</translation>
    </message>
    <message>
        <source>写给同事的备注，@ 提到同事，{send} 记下，Esc 返回回复</source>
        <translation>A note for colleagues; @ names one, {send} keeps it, Esc goes back to the answer</translation>
    </message>
    <message>
        <source>输入回复，{send} 发送，{line} 换行</source>
        <translation>Type an answer; {send} sends, {line} breaks the line</translation>
    </message>
</context>
<context>
    <name>ComposerFooter</name>
    <message>
        <source>内部备注 · 只有同事能看到，不会发给客户</source>
        <translation>Internal note · for colleagues only, never sent to the customer</translation>
    </message>
    <message>
        <source>发送后自动</source>
        <translation>After sending:</translation>
    </message>
    <message>
        <source>定时发送</source>
        <translation>Send later</translation>
    </message>
    <message>
        <source>记下 {key}</source>
        <translation>Note {key}</translation>
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
        <source>还有要填写的地方：按 Tab 跳到下一处，填好再发。</source>
        <translation>Something still has to be filled in: Tab goes to the next place.</translation>
    </message>
    <message>
        <source>客户在接待池里排队，现在不能从这里发送。可在右侧「接待状态」转给同事接待。</source>
        <translation>The customer is queued for a servicer, so nothing can be sent from here. Hand over to a colleague under “Service” on the right.</translation>
    </message>
    <message>
        <source>会话已结束。客户再次发来消息后就能回复。</source>
        <translation>The session has ended. You can answer as soon as the customer writes again.</translation>
    </message>
    <message>
        <source>有附件还不能发送：请先压缩、移除，或等它读完。</source>
        <translation>An attachment cannot be sent yet: shrink it, remove it, or wait until it is read.</translation>
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
        <source>这次要发 %n 条，额度只剩 {left} 条。请删减，或等客户回复后再发。</source>
        <translation>
            <numerusform>This takes %n message and {left} are left. Shorten it, or send it after the customer's next message.</numerusform>
            <numerusform>This takes %n messages and {left} are left. Shorten it, or send it after the customer's next message.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ComposerPresenter</name>
    <message>
        <source>已经发出，不能撤销了</source>
        <translation>It has left already and cannot be taken back</translation>
    </message>
    <message>
        <source>有一部分已经发出，其余的放回了输入框</source>
        <translation>Some of it has left already; the rest is back in the field</translation>
    </message>
</context>
<context>
    <name>ComposerTools</name>
    <message>
        <source>快捷回复</source>
        <translation>Quick replies</translation>
    </message>
    <message>
        <source>素材</source>
        <translation>Materials</translation>
    </message>
    <message>
        <source>表情</source>
        <translation>Emoji</translation>
    </message>
    <message>
        <source>发送图片</source>
        <translation>Send pictures</translation>
    </message>
    <message>
        <source>发送文件</source>
        <translation>Send files</translation>
    </message>
    <message>
        <source>位置、链接、小程序、菜单</source>
        <translation>Location, link, mini program, menu</translation>
    </message>
    <message>
        <source>回复客户</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>内部备注</source>
        <translation>Internal note</translation>
    </message>
    <message>
        <source>写给同事，不会发给客户</source>
        <translation>For colleagues, never sent to the customer</translation>
    </message>
</context>
<context>
    <name>EmojiPicker</name>
    <message>
        <source>表情</source>
        <translation>Emoji</translation>
    </message>
    <message>
        <source>搜索表情：开心、点赞、蛋糕…</source>
        <translation>Find emoji: happy, thumbs up, cake…</translation>
    </message>
    <message>
        <source>搜索表情</source>
        <translation>Find emoji</translation>
    </message>
    <message>
        <source>没有叫这个名字的表情</source>
        <translation>No emoji has this name</translation>
    </message>
    <message>
        <source>表情列表</source>
        <translation>List of emoji</translation>
    </message>
    <message>
        <source>最近使用</source>
        <translation>Used lately</translation>
    </message>
    <message>
        <source>微信表情</source>
        <translation>WeChat's faces</translation>
    </message>
    <message>
        <source>笑脸与情绪</source>
        <translation>Smileys and feelings</translation>
    </message>
    <message>
        <source>手势与人物</source>
        <translation>Hands and people</translation>
    </message>
    <message>
        <source>动物与自然</source>
        <translation>Animals and nature</translation>
    </message>
    <message>
        <source>食物与饮料</source>
        <translation>Food and drink</translation>
    </message>
    <message>
        <source>旅行与地点</source>
        <translation>Travel and places</translation>
    </message>
    <message>
        <source>活动</source>
        <translation>Activities</translation>
    </message>
    <message>
        <source>物品</source>
        <translation>Objects</translation>
    </message>
    <message>
        <source>符号</source>
        <translation>Symbols</translation>
    </message>
</context>
<context>
    <name>HoldBar</name>
    <message>
        <source>撤销 {key}</source>
        <translation>Undo {key}</translation>
    </message>
    <message numerus="yes">
        <source>给 {name} 的回复 %n 秒后发出</source>
        <translation>
            <numerusform>The answer to {name} leaves in %n second</numerusform>
            <numerusform>The answer to {name} leaves in %n seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>已写好，%n 秒后发出</source>
        <translation>
            <numerusform>Ready, leaves in %n second</numerusform>
            <numerusform>Ready, leaves in %n seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Insertions</name>
    <message>
        <source>选择文件</source>
        <translation>Choose files</translation>
    </message>
    <message>
        <source>图片和视频</source>
        <translation>Pictures and videos</translation>
    </message>
    <message>
        <source>选择图片</source>
        <translation>Choose pictures</translation>
    </message>
</context>
<context>
    <name>MentionList</name>
    <message>
        <source>要提到的同事</source>
        <translation>Colleagues to be named</translation>
    </message>
</context>
<context>
    <name>NewerBar</name>
    <message>
        <source>看新消息</source>
        <translation>See what is new</translation>
    </message>
    <message>
        <source>仍然发送 {key}</source>
        <translation>Send anyway {key}</translation>
    </message>
    <message>
        <source>仍然发送</source>
        <translation>Send anyway</translation>
    </message>
    <message>
        <source>没有发出：客户刚写来「{line}」</source>
        <translation>Not sent: the customer has just written “{line}”</translation>
    </message>
    <message>
        <source>没有发出：客户刚发来了新消息</source>
        <translation>Not sent: the customer has just sent something</translation>
    </message>
</context>
<context>
    <name>PiecesPreview</name>
    <message numerus="yes">
        <source>将分 %n 条发送</source>
        <translation>
            <numerusform>Goes out as %n message</numerusform>
            <numerusform>Goes out as %n messages</numerusform>
        </translation>
    </message>
    <message>
        <source>收起分段</source>
        <translation>Hide the pieces</translation>
    </message>
    <message>
        <source>看在哪里分开</source>
        <translation>See where it is cut</translation>
    </message>
    <message>
        <source>{at}. {piece} · {size} 字节</source>
        <translation>{at}. {piece} · {size} bytes</translation>
    </message>
</context>
<context>
    <name>QuoteChip</name>
    <message>
        <source>不引用</source>
        <translation>Drop the quote</translation>
    </message>
    <message>
        <source>引用 {said}</source>
        <translation>Quote {said}</translation>
    </message>
</context>
<context>
    <name>SchedulePopover</name>
    <message>
        <source>定时发送</source>
        <translation>Send later</translation>
    </message>
    <message>
        <source>例如：明早 9 点、周一下午 3 点、30 分钟后</source>
        <translation>Such as: tomorrow 9 am, monday 3 pm, in 30 minutes</translation>
    </message>
    <message>
        <source>什么时候发出</source>
        <translation>When it shall leave</translation>
    </message>
    <message>
        <source>客户在此之前写来也照发</source>
        <translation>Even if the customer writes before</translation>
    </message>
    <message>
        <source>定时</source>
        <translation>Set</translation>
    </message>
    <message>
        <source>改时间</source>
        <translation>Change time</translation>
    </message>
    <message>
        <source>看不懂这个时间，或者已经过去</source>
        <translation>Not understood, or already past</translation>
    </message>
</context>
<context>
    <name>ScheduledBar</name>
    <message>
        <source>收起</source>
        <translation>Fold</translation>
    </message>
    <message numerus="yes">
        <source>还有 %n 条定时</source>
        <translation>
            <numerusform>%n more for later</numerusform>
            <numerusform>%n more for later</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ScheduledRow</name>
    <message>
        <source>改时间</source>
        <translation>Change time</translation>
    </message>
    <message>
        <source>现在发出</source>
        <translation>Send now</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message numerus="yes">
        <source>%n 个附件</source>
        <translation>
            <numerusform>%n attachment</numerusform>
            <numerusform>%n attachments</numerusform>
        </translation>
    </message>
    <message>
        <source>定时没有发出：{reason} · {words}</source>
        <translation>Did not leave at its time: {reason} · {words}</translation>
    </message>
    <message>
        <source>{when} 发出 · {words}</source>
        <translation>Leaves {when} · {words}</translation>
    </message>
    <message>
        <source>仍然发送</source>
        <translation>Send anyway</translation>
    </message>
</context>
<context>
    <name>SchedulesPresenter</name>
    <message>
        <source>{when} 发出</source>
        <translation>Leaves {when}</translation>
    </message>
    <message>
        <source>定时已取消，内容放回了输入框</source>
        <translation>Cancelled; it is back in the field</translation>
    </message>
    <message>
        <source>这条定时已经发出或取消了</source>
        <translation>It has left or was cancelled already</translation>
    </message>
</context>
<context>
    <name>TimeWords</name>
    <message>
        <source>今天 {clock}</source>
        <translation>today {clock}</translation>
    </message>
    <message>
        <source>M月d日</source>
        <translation>d MMM</translation>
    </message>
    <message>
        <source>明天 {date} {clock}</source>
        <translation>tomorrow {date} {clock}</translation>
    </message>
</context>
<context>
    <name>ComposerView</name>
    <message>
        <source>先写好要发的内容，再选时间</source>
        <translation>Write what is to be sent first, then choose a time</translation>
    </message>
    <message>
        <source>内部备注马上记下，不用定时</source>
        <translation>An internal note is stored at once and needs no time</translation>
    </message>
</context>
<context>
    <name>ReplyList</name>
    <message>
        <source>Tab 采用　Esc 本会话不再提示</source>
        <translation>Tab to use · Esc: none in this conversation</translation>
    </message>
    <message>
        <source>↑↓ 选择　Enter 插入　Ctrl+Enter 直接发送</source>
        <translation>↑↓ choose · Enter inserts · Ctrl+Enter sends</translation>
    </message>
    <message>
        <source>建议回复</source>
        <translation>Suggested</translation>
    </message>
    <message>
        <source>快捷回复</source>
        <translation>Quick replies</translation>
    </message>
    <message>
        <source>快捷回复 · “{words}”</source>
        <translation>Quick replies · “{words}”</translation>
    </message>
    <message>
        <source>没有找到“{words}”。Enter 新建这条快捷回复，Esc 照原样写</source>
        <translation>Nothing fits “{words}”. Enter makes a quick reply of it, Esc leaves it as it is</translation>
    </message>
    <message>
        <source>新建</source>
        <translation>New</translation>
    </message>
</context>
<context>
    <name>ReplyPresenter</name>
    <message>
        <source>“{title}”已撤回，不能再用</source>
        <translation>“{title}” was withdrawn and cannot be used</translation>
    </message>
    <message>
        <source>“{title}”已过期，不能再用</source>
        <translation>“{title}” has expired and cannot be used</translation>
    </message>
    <message>
        <source>“{title}”还没到启用日期</source>
        <translation>“{title}” cannot be used before its first day</translation>
    </message>
    <message>
        <source>已发过 · </source>
        <translation>sent before · </translation>
    </message>
    <message>
        <source>还有要填写的地方，先放进了输入框</source>
        <translation>Something has to be filled in first: it is in the field</translation>
    </message>
</context>
<context>
    <name>ReplyPartsPresenter</name>
    <message>
        <source>“{title}”没有放全：{reason}</source>
        <translation>Not all of “{title}” is here: {reason}</translation>
    </message>
</context>
</TS>
