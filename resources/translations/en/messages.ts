<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="zh_CN">
<context>
    <name>Cards</name>
    <message>
        <source>地址</source>
        <translation>address</translation>
    </message>
    <message>
        <source>账号</source>
        <translation>account</translation>
    </message>
    <message>
        <source>复制{what}</source>
        <translation>Copy {what}</translation>
    </message>
    <message>
        <source>会议邀请</source>
        <translation>Meeting invitation</translation>
    </message>
    <message>
        <source>企业微信没有提供内容，请在企业微信里查看</source>
        <translation>WeCom does not tell what is in it; look in WeCom</translation>
    </message>
    <message>
        <source>获客链接</source>
        <translation>Customer acquisition link</translation>
    </message>
    <message>
        <source>员工名片</source>
        <translation>Colleague's card</translation>
    </message>
    <message>
        <source>视频号商品</source>
        <translation>Channels product</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>number</translation>
    </message>
    <message>
        <source>视频号订单</source>
        <translation>Channels order</translation>
    </message>
    <message>
        <source>订单号 {number}</source>
        <translation>Order {number}</translation>
    </message>
    <message>
        <source>订单号</source>
        <translation>order number</translation>
    </message>
    <message>
        <source>✓ {label}（客户已点选）</source>
        <translation>✓ {label} (chosen by the customer)</translation>
    </message>
</context>
<context>
    <name>CopiedWords</name>
    <message>
        <source>{name}（内部备注）</source>
        <translation>{name} (internal note)</translation>
    </message>
</context>
<context>
    <name>EventWords</name>
    <message>
        <source>{servicer} 暂时挂起了接待</source>
        <translation>{servicer} has paused serving</translation>
    </message>
</context>
<context>
    <name>MessageFace</name>
    <message>
        <source>这条消息已被撤回</source>
        <translation>This message was recalled</translation>
    </message>
    <message>
        <source>点选了菜单里的这一项</source>
        <translation>Chosen from the menu</translation>
    </message>
    <message>
        <source>未知的系统事件（{kind}）</source>
        <translation>Unknown system event ({kind})</translation>
    </message>
</context>
<context>
    <name>MessageMenu</name>
    <message>
        <source>搜索 {value}</source>
        <translation>Search for {value}</translation>
    </message>
    <message>
        <source>时间 {value}</source>
        <translation>Time {value}</translation>
    </message>
    <message>
        <source>发送者 {value}</source>
        <translation>Sender {value}</translation>
    </message>
    <message>
        <source>账号 {value}</source>
        <translation>Account {value}</translation>
    </message>
    <message>
        <source>复制消息编号</source>
        <translation>Copy message number</translation>
    </message>
    <message>
        <source>详情</source>
        <translation>Details</translation>
    </message>
</context>
<context>
    <name>RecordView</name>
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
        <source>返回上一层聊天记录</source>
        <translation>Back to the record around it</translation>
    </message>
    <message>
        <source>关闭聊天记录（Esc）</source>
        <translation>Close the chat record (Esc)</translation>
    </message>
</context>
<context>
    <name>RecordWords</name>
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
        <source>名片</source>
        <translation>Business card</translation>
    </message>
    <message>
        <source>聊天记录</source>
        <translation>Chat record</translation>
    </message>
    <message>
        <source>视频号</source>
        <translation>Channels</translation>
    </message>
    <message>
        <source>视频号商品</source>
        <translation>Channels product</translation>
    </message>
    <message>
        <source>视频号订单</source>
        <translation>Channels order</translation>
    </message>
    <message>
        <source>表情</source>
        <translation>Sticker</translation>
    </message>
    <message>
        <source>会议</source>
        <translation>Meeting</translation>
    </message>
    <message>
        <source>日程</source>
        <translation>Calendar entry</translation>
    </message>
    <message>
        <source>笔记</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>未知类型</source>
        <translation>Unknown type</translation>
    </message>
</context>
<context>
    <name>SendWords</name>
    <message>
        <source>存为快捷回复</source>
        <translation>Save as quick reply</translation>
    </message>
    <message>
        <source>找相关的快捷回复</source>
        <translation>Find related quick replies</translation>
    </message>
    <message>
        <source>上传中 {percent}%</source>
        <translation>Uploading {percent}%</translation>
    </message>
    <message>
        <source>复制</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>引用</source>
        <translation>Quote</translation>
    </message>
    <message>
        <source>搜索</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>打开</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>播放</source>
        <translation>Play</translation>
    </message>
    <message>
        <source>更改播放速度</source>
        <translation>Change the speed</translation>
    </message>
    <message>
        <source>从这里播放</source>
        <translation>Play from here</translation>
    </message>
    <message>
        <source>查看全部</source>
        <translation>View all</translation>
    </message>
</context>
</TS>
