<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="zh_CN">
<context>
    <name>CardWords</name>
    <message>
        <source>客户 {tail}</source>
        <translation>Customer {tail}</translation>
    </message>
    <message>
        <source>微信</source>
        <translation>WeChat</translation>
    </message>
    <message>
        <source>还没有昵称：企业微信只给出 48 小时内来过消息的客户资料</source>
        <translation>No nickname yet: WeCom tells the profile only within 48 hours of a message</translation>
    </message>
    <message>
        <source>视频号主页</source>
        <translation>Channels profile</translation>
    </message>
    <message>
        <source>直播间商品列表</source>
        <translation>live-room product list</translation>
    </message>
    <message>
        <source>商品橱窗</source>
        <translation>showcase</translation>
    </message>
    <message>
        <source>商品详情页</source>
        <translation>product page</translation>
    </message>
    <message>
        <source>订单页</source>
        <translation>order page</translation>
    </message>
    <message>
        <source>视频号</source>
        <translation>Channels</translation>
    </message>
    <message>
        <source>{name} 在企业微信里接待</source>
        <translation>{name} answers in WeCom</translation>
    </message>
    <message>
        <source>同事</source>
        <translation>A colleague</translation>
    </message>
    <message>
        <source>新会话，还没有人接待</source>
        <translation>New, nobody has it yet</translation>
    </message>
    <message>
        <source>总机接待中</source>
        <translation>With the switchboard</translation>
    </message>
    <message>
        <source>在接待池里排队</source>
        <translation>Queued for a servicer</translation>
    </message>
    <message>
        <source>已结束，客户再写来时重新开始</source>
        <translation>Ended; starts anew when they write</translation>
    </message>
    <message>
        <source>由总机接待</source>
        <translation>Answer here</translation>
    </message>
    <message>
        <source>放入接待池</source>
        <translation>Put into the queue</translation>
    </message>
    <message>
        <source>转给同事…</source>
        <translation>Hand over…</translation>
    </message>
    <message>
        <source>结束会话</source>
        <translation>End session</translation>
    </message>
    <message>
        <source>未分配</source>
        <translation>Nobody</translation>
    </message>
    <message>
        <source>{name}（我）</source>
        <translation>{name} (me)</translation>
    </message>
    <message>
        <source>账号没有授权给本应用，不能改变接待状态</source>
        <translation>The account is not granted to this app, so its sessions cannot be moved</translation>
    </message>
    <message>
        <source>还没有同步过</source>
        <translation>Never synced</translation>
    </message>
    <message>
        <source>刚刚</source>
        <translation>Just now</translation>
    </message>
    <message>
        <source>{span}前</source>
        <translation>{span} ago</translation>
    </message>
    <message>
        <source>{ago} · 已是最新</source>
        <translation>{ago} · up to date</translation>
    </message>
    <message>
        <source>{ago} · 还有消息在读取</source>
        <translation>{ago} · still reading</translation>
    </message>
    <message>
        <source>超过 3 天，有消息可能已丢失</source>
        <translation>over 3 days, messages may be lost</translation>
    </message>
    <message>
        <source>再过 {span} 会开始丢失消息</source>
        <translation>messages are lost in {span}</translation>
    </message>
</context>
<context>
    <name>ProfilePanel</name>
    <message>
        <source>来源</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>场景</source>
        <translation>Scene</translation>
    </message>
    <message>
        <source>参数</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>视频号</source>
        <translation>Channels</translation>
    </message>
    <message>
        <source>进入时的链接没有带来源</source>
        <translation>The link they came by carries no source</translation>
    </message>
    <message>
        <source>来访</source>
        <translation>Visits</translation>
    </message>
    <message>
        <source>首次</source>
        <translation>First</translation>
    </message>
    <message>
        <source>最近</source>
        <translation>Latest</translation>
    </message>
    <message>
        <source>账号</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>客服账号</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>最后同步</source>
        <translation>Last sync</translation>
    </message>
    <message>
        <source>标识</source>
        <translation>Identity</translation>
    </message>
    <message>
        <source>客户 ID</source>
        <translation>Customer ID</translation>
    </message>
    <message>
        <source>复制</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>复制客户 ID</source>
        <translation>Copy the customer ID</translation>
    </message>
    <message>
        <source>客户</source>
        <translation>Customer</translation>
    </message>
    <message>
        <source>打开一个会话，这里就显示客户是谁</source>
        <translation>Open a conversation to see who the customer is</translation>
    </message>
</context>
<context>
    <name>ServiceSection</name>
    <message>
        <source>接待</source>
        <translation>Service</translation>
    </message>
    <message>
        <source>接待状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>分配给</source>
        <translation>Assigned to</translation>
    </message>
    <message>
        <source>接手</source>
        <translation>Take</translation>
    </message>
    <message>
        <source>放回</source>
        <translation>Give back</translation>
    </message>
</context>
</TS>
