<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="zh_CN">
<context>
    <name>AccountChoiceModel</name>
    <message>
        <source>只能查看：没有授权给这个应用</source>
        <translation>read only: not granted to this app</translation>
    </message>
</context>
<context>
    <name>AccountsPage</name>
    <message>
        <source>选择账号</source>
        <translation>Choose accounts</translation>
    </message>
    <message>
        <source>选中的客服账号会出现在收件箱里，以后也可以在设置里改。</source>
        <translation>The accounts you tick appear in the inbox. You can change this later in the settings.</translation>
    </message>
    <message>
        <source>客服账号</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>上一步</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>开始同步</source>
        <translation>Start sync</translation>
    </message>
    <message>
        <source>企业微信没有列出客服账号。请管理员在「微信客服 → 客服账号」新建一个，再回到上一步重试。</source>
        <translation>WeCom lists no accounts. Ask the administrator to create one under 微信客服 → 客服账号, then go back and retry.</translation>
    </message>
    <message>
        <source>要能回复只能查看的账号，请管理员在「微信客服 → 通过API管理会话消息 → 企业内部开发」里勾选它们。</source>
        <translation>To answer for read-only accounts, ask the administrator to tick them under 微信客服 → 通过API管理会话消息 → 企业内部开发.</translation>
    </message>
    <message>
        <source>已选 {chosen} / {all}</source>
        <translation>{chosen} of {all} chosen</translation>
    </message>
    <message>
        <source>全选</source>
        <translation>All</translation>
    </message>
    <message>
        <source>全不选</source>
        <translation>None</translation>
    </message>
</context>
<context>
    <name>CheckRow</name>
    <message>
        <source>了解</source>
        <translation>Explain</translation>
    </message>
    <message>
        <source>重试</source>
        <translation>Retry</translation>
    </message>
    <message>
        <source>重试：{title}</source>
        <translation>Retry: {title}</translation>
    </message>
    <message>
        <source>收起</source>
        <translation>Less</translation>
    </message>
    <message>
        <source>已复制</source>
        <translation>Copied</translation>
    </message>
    <message>
        <source>复制</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>复制 IP</source>
        <translation>Copy IP</translation>
    </message>
    <message>
        <source>通过</source>
        <translation>Passed</translation>
    </message>
    <message>
        <source>注意</source>
        <translation>Mind this</translation>
    </message>
    <message>
        <source>没有通过</source>
        <translation>Not passed</translation>
    </message>
    <message>
        <source>正在检查</source>
        <translation>Checking</translation>
    </message>
    <message>
        <source>还没有检查</source>
        <translation>Not checked yet</translation>
    </message>
</context>
<context>
    <name>CheckupPage</name>
    <message>
        <source>体检</source>
        <translation>Check-up</translation>
    </message>
    <message>
        <source>每一项都直接向企业微信核实，失败会说明谁在哪里改什么。</source>
        <translation>Each point is asked of WeCom itself. A failure says who must change what, and where.</translation>
    </message>
    <message>
        <source>上一步</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>全部重试</source>
        <translation>Retry all</translation>
    </message>
    <message>
        <source>继续</source>
        <translation>Continue</translation>
    </message>
</context>
<context>
    <name>ConnectPage</name>
    <message>
        <source>连接企业微信</source>
        <translation>Connect WeCom</translation>
    </message>
    <message>
        <source>填企业 ID 和自建应用的 Secret 就够了。Secret 只存进本机的系统凭据库，不进数据库，也不进日志。</source>
        <translation>The company ID and the secret of a self-built app are enough. The secret goes only into this machine's keyring, never into the database or a log.</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>开始体检</source>
        <translation>Start check-up</translation>
    </message>
    <message>
        <source>高级：接口地址、代理、回调</source>
        <translation>Advanced: API address, proxy, callback</translation>
    </message>
    <message>
        <source>请填写</source>
        <translation>Please fill this in</translation>
    </message>
    <message>
        <source>只会有字母、数字、- 和 _，请重新复制一次</source>
        <translation>Only letters, digits, - and _ can be in it; please copy it again</translation>
    </message>
    <message>
        <source>请填完整的地址，如 https://主机:端口/</source>
        <translation>Please give a whole address, such as https://host:port/</translation>
    </message>
    <message>
        <source>必须用 https：Secret 会经过这个地址（只有本机测试可用 http）</source>
        <translation>https is needed: the secret travels to this address (http only for tests on this machine)</translation>
    </message>
    <message>
        <source>Token 是最多 32 位的字母和数字</source>
        <translation>A token is at most 32 letters and digits</translation>
    </message>
    <message>
        <source>EncodingAESKey 是 43 位的字母和数字</source>
        <translation>An EncodingAESKey is 43 letters and digits</translation>
    </message>
    <message>
        <source>Token 和 EncodingAESKey 要么都填，要么都不填</source>
        <translation>Give both token and EncodingAESKey, or neither</translation>
    </message>
    <message>
        <source>企业 ID</source>
        <translation>Company ID</translation>
    </message>
    <message>
        <source>企业微信管理后台 → 我的企业 → 企业信息，页面最下方</source>
        <translation>WeCom console → 我的企业 → 企业信息, at the very bottom</translation>
    </message>
    <message>
        <source>应用 Secret</source>
        <translation>App secret</translation>
    </message>
    <message>
        <source>管理后台 → 应用管理 → 自建应用 → Secret → 查看。这个应用要列入「微信客服 → 可调用接口的应用」，并在「通过API管理会话消息 → 企业内部开发」里得到客服账号。独立版微信客服：kf.weixin.qq.com → 开发配置</source>
        <translation>Console → 应用管理 → self-built app → Secret → 查看. The app must be listed in 微信客服 → 可调用接口的应用 and be given accounts in 通过API管理会话消息 → 企业内部开发. Standalone customer service: kf.weixin.qq.com → 开发配置</translation>
    </message>
    <message>
        <source>名称（可不填）</source>
        <translation>Name (optional)</translation>
    </message>
    <message>
        <source>在总机里怎么称呼这个企业</source>
        <translation>What this company is called in Switchboard</translation>
    </message>
    <message>
        <source>接口地址</source>
        <translation>API address</translation>
    </message>
    <message>
        <source>一般不用改。私有部署或沙箱才有别的地址</source>
        <translation>Usually left as it is. Only private deployments and the sandbox have another</translation>
    </message>
    <message>
        <source>出口代理</source>
        <translation>Outgoing proxy</translation>
    </message>
    <message>
        <source>企业可信 IP 要求出口地址固定。出口不固定时填一个地址固定的代理</source>
        <translation>Trusted IPs need a fixed outgoing address. Without one, give a proxy that has a fixed address</translation>
    </message>
    <message>
        <source>回调 Token</source>
        <translation>Callback token</translation>
    </message>
    <message>
        <source>管理后台 → 应用管理 → 自建应用 → 接收消息 → 设置 API 接收。不填就用轮询接收</source>
        <translation>Console → 应用管理 → self-built app → 接收消息 → 设置 API 接收. Without it, messages are polled</translation>
    </message>
    <message>
        <source>回调 EncodingAESKey</source>
        <translation>Callback EncodingAESKey</translation>
    </message>
    <message>
        <source>和 Token 在同一页</source>
        <translation>On the same page as the token</translation>
    </message>
</context>
<context>
    <name>DonePage</name>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>企业已接入，收件箱可以用了。</source>
        <translation>The company is connected and the inbox is ready.</translation>
    </message>
    <message>
        <source>客户的新消息会自己出现在收件箱里，等得最久的排在最前。</source>
        <translation>New messages appear in the inbox by themselves, whoever has waited longest first.</translation>
    </message>
    <message>
        <source>客户写来一条后，48 小时内最多可回 5 条；输入框下方一直显示还剩多少。</source>
        <translation>After each message of a customer you may send 5 within 48 hours; what is left stands below the text field.</translation>
    </message>
    <message>
        <source>企业微信只保留 3 天的消息：总机连续关闭超过 3 天，这之间的消息就取不回来了。</source>
        <translation>WeCom keeps messages for 3 days: if Switchboard is closed for longer, those in between cannot be fetched any more.</translation>
    </message>
    <message>
        <source>要再接入一个企业、重新体检或换账号，请到「设置」。</source>
        <translation>To connect another company, repeat the check-up or change accounts, go to Settings.</translation>
    </message>
    <message>
        <source>打开收件箱</source>
        <translation>Open the inbox</translation>
    </message>
</context>
<context>
    <name>ProgressRow</name>
    <message>
        <source>等待中</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>没有完成</source>
        <translation>Not finished</translation>
    </message>
    <message>
        <source>完成 · {count} 条消息</source>
        <translation>Done · {count} messages</translation>
    </message>
    <message>
        <source>已读 {count} 条消息</source>
        <translation>{count} messages read</translation>
    </message>
</context>
<context>
    <name>SetupPage</name>
    <message>
        <source>总机 Switchboard</source>
        <translation>总机 Switchboard</translation>
    </message>
    <message>
        <source>接入一个企业</source>
        <translation>Connect a company</translation>
    </message>
</context>
<context>
    <name>SetupSteps</name>
    <message>
        <source>连接企业微信</source>
        <translation>Connect WeCom</translation>
    </message>
    <message>
        <source>体检</source>
        <translation>Check-up</translation>
    </message>
    <message>
        <source>选择账号</source>
        <translation>Choose accounts</translation>
    </message>
    <message>
        <source>同步最近 3 天消息</source>
        <translation>Sync the last 3 days</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
</context>
<context>
    <name>StepList</name>
    <message>
        <source>第 {at} 步，共 {all} 步：{title}</source>
        <translation>Step {at} of {all}: {title}</translation>
    </message>
</context>
<context>
    <name>SyncPage</name>
    <message>
        <source>在后台继续</source>
        <translation>Continue in the background</translation>
    </message>
    <message>
        <source>继续</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>同步最近 3 天消息</source>
        <translation>Sync the last 3 days</translation>
    </message>
    <message>
        <source>企业微信只保留最近 3 天。{done} / {all} 个账号已完成，共 {count} 条消息。</source>
        <translation>WeCom keeps the last 3 days. {done} of {all} accounts done, {count} messages.</translation>
    </message>
</context>
</TS>
