<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="zh_CN">
<context>
    <name>AddingPresenter</name>
    <message>
        <source>选择新文件</source>
        <translation>Choose the new file</translation>
    </message>
    <message>
        <source>选择文件</source>
        <translation>Choose files</translation>
    </message>
    <message>
        <source>选择文件夹</source>
        <translation>Choose a folder</translation>
    </message>
    <message>
        <source>截图</source>
        <translation>Screenshot</translation>
    </message>
    <message>
        <source>已换成 v{version}，用到它的快捷回复跟着变</source>
        <translation>Now v{version}; quick replies that use it follow</translation>
    </message>
    <message numerus="yes">
        <source>已添加 %n 个素材</source>
        <translation>
            <numerusform>%n material added</numerusform>
            <numerusform>%n materials added</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AdditionForms</name>
    <message>
        <source>加入资料库</source>
        <translation>Add to library</translation>
    </message>
    <message>
        <source>一段文字</source>
        <translation>Text block</translation>
    </message>
    <message>
        <source>文字</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>名片</source>
        <translation>Business card</translation>
    </message>
    <message>
        <source>同事的 userid</source>
        <translation>Colleague's userid</translation>
    </message>
</context>
<context>
    <name>DeskLibrary</name>
    <message>
        <source>素材</source>
        <translation>Materials</translation>
    </message>
    <message>
        <source>素材库</source>
        <translation>Materials</translation>
    </message>
    <message>
        <source>客户</source>
        <translation>Customer</translation>
    </message>
    <message>
        <source>先打开一个会话，再把素材加入回复</source>
        <translation>Open a conversation first, then add materials to the answer</translation>
    </message>
</context>
<context>
    <name>DetailView</name>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>编码</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>标签</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>文件夹</source>
        <translation>Folder</translation>
    </message>
    <message>
        <source>生效日期</source>
        <translation>First day</translation>
    </message>
    <message>
        <source>到期日期</source>
        <translation>Last day</translation>
    </message>
    <message>
        <source>价格日期</source>
        <translation>Prices of</translation>
    </message>
    <message>
        <source>按原件发送</source>
        <translation>Sent as it is</translation>
    </message>
    <message>
        <source>还没有连接企业</source>
        <translation>No corp is connected yet</translation>
    </message>
    <message>
        <source>「{title}」</source>
        <translation>“{title}” </translation>
    </message>
    <message>
        <source>快捷回复{titles}</source>
        <translation>Quick replies {titles}</translation>
    </message>
    <message>
        <source>没有快捷回复用到它</source>
        <translation>No quick reply uses it</translation>
    </message>
    <message>
        <source>打开原件</source>
        <translation>Open original</translation>
    </message>
    <message>
        <source>加入回复</source>
        <translation>Add to answer</translation>
    </message>
    <message>
        <source>替换文件…</source>
        <translation>Replace…</translation>
    </message>
    <message>
        <source>撤回</source>
        <translation>Withdraw</translation>
    </message>
    <message>
        <source>恢复使用</source>
        <translation>Reinstate</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>详情</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>版本</source>
        <translation>Versions</translation>
    </message>
    <message>
        <source>使用记录</source>
        <translation>Use</translation>
    </message>
    <message>
        <source>上传状态</source>
        <translation>Uploads</translation>
    </message>
    <message>
        <source>被引用</source>
        <translation>Used by</translation>
    </message>
    <message>
        <source>立即</source>
        <translation>At once</translation>
    </message>
    <message>
        <source>长期，或 2026-12-31</source>
        <translation>No end, or 2026-12-31</translation>
    </message>
    <message>
        <source>不含价格</source>
        <translation>Names no prices</translation>
    </message>
    <message>
        <source>用空格分开</source>
        <translation>With spaces between</translation>
    </message>
    <message>
        <source>商品图 / 冬装</source>
        <translation>Products / Winter</translation>
    </message>
    <message>
        <source>原图</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>发送用</source>
        <translation>Sent as</translation>
    </message>
    <message>
        <source>有效期</source>
        <translation>Valid</translation>
    </message>
    <message>
        <source>生效</source>
        <translation>From</translation>
    </message>
    <message>
        <source>到期</source>
        <translation>Until</translation>
    </message>
    <message>
        <source>维护人</source>
        <translation>Kept by</translation>
    </message>
    <message>
        <source>另存原件…</source>
        <translation>Save original…</translation>
    </message>
    <message>
        <source>选中一个素材，这里显示它的详情</source>
        <translation>Choose a material to see its details here</translation>
    </message>
    <message numerus="yes">
        <source>已选 %n 个，按选中的顺序加入回复</source>
        <translation>
            <numerusform>%n chosen; added to the answer in this order</numerusform>
            <numerusform>%n chosen; added to the answer in this order</numerusform>
        </translation>
    </message>
    <message>
        <source>日期写成 2026-12-31 这样</source>
        <translation>Write days like 2026-12-31</translation>
    </message>
    <message>
        <source>范围</source>
        <translation>For</translation>
    </message>
</context>
<context>
    <name>FolderTreeView</name>
    <message>
        <source>素材文件夹</source>
        <translation>Folders of materials</translation>
    </message>
    <message>
        <source>全部素材</source>
        <translation>All materials</translation>
    </message>
    <message>
        <source>未到生效日期</source>
        <translation>Not valid yet</translation>
    </message>
    <message>
        <source>已过期</source>
        <translation>Expired</translation>
    </message>
    <message>
        <source>已撤回</source>
        <translation>Withdrawn</translation>
    </message>
</context>
<context>
    <name>LibraryHead</name>
    <message>
        <source>名称、编码、标签、图中文字</source>
        <translation>Name, code, tag, text in pictures</translation>
    </message>
    <message>
        <source>搜索素材</source>
        <translation>Search materials</translation>
    </message>
    <message>
        <source>类型</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>标签</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>添加素材</source>
        <translation>Add materials</translation>
    </message>
    <message>
        <source>文件…</source>
        <translation>Files…</translation>
    </message>
    <message>
        <source>整个文件夹…</source>
        <translation>Whole folder…</translation>
    </message>
    <message>
        <source>粘贴截图</source>
        <translation>Paste screenshot</translation>
    </message>
    <message>
        <source>链接…</source>
        <translation>Link…</translation>
    </message>
    <message>
        <source>小程序…</source>
        <translation>Mini program…</translation>
    </message>
    <message>
        <source>位置…</source>
        <translation>Location…</translation>
    </message>
    <message>
        <source>菜单…</source>
        <translation>Menu…</translation>
    </message>
    <message>
        <source>名片…</source>
        <translation>Business card…</translation>
    </message>
    <message>
        <source>一段文字…</source>
        <translation>Text block…</translation>
    </message>
</context>
<context>
    <name>LibraryPresenter</name>
    <message numerus="yes">
        <source>已撤回 %n 个素材，不会再发出</source>
        <translation>
            <numerusform>%n material withdrawn; it is not sent any more</numerusform>
            <numerusform>%n materials withdrawn; they are not sent any more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 个素材可以再用了</source>
        <translation>
            <numerusform>%n material can be used again</numerusform>
            <numerusform>%n materials can be used again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>已删除 %n 个素材</source>
        <translation>
            <numerusform>%n material deleted</numerusform>
            <numerusform>%n materials deleted</numerusform>
        </translation>
    </message>
    <message>
        <source>已改好素材的资料</source>
        <translation>Details changed</translation>
    </message>
    <message numerus="yes">
        <source>已移动 %n 个素材</source>
        <translation>
            <numerusform>%n material moved</numerusform>
            <numerusform>%n materials moved</numerusform>
        </translation>
    </message>
    <message>
        <source>已恢复到 v{version}，用到它的快捷回复跟着变</source>
        <translation>Back to v{version}; quick replies that use it follow</translation>
    </message>
</context>
<context>
    <name>LibraryView</name>
    <message>
        <source>资料库</source>
        <translation>Library</translation>
    </message>
</context>
<context>
    <name>MaterialMenu</name>
    <message>
        <source>加入回复</source>
        <translation>Add to answer</translation>
    </message>
    <message>
        <source>打开原件</source>
        <translation>Open original</translation>
    </message>
    <message>
        <source>另存原件…</source>
        <translation>Save original…</translation>
    </message>
    <message>
        <source>替换文件…</source>
        <translation>Replace…</translation>
    </message>
    <message>
        <source>撤回</source>
        <translation>Withdraw</translation>
    </message>
    <message>
        <source>恢复使用</source>
        <translation>Reinstate</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Delete</translation>
    </message>
</context>
<context>
    <name>Materials</name>
    <message>
        <source>菜单</source>
        <translation>Menu</translation>
    </message>
    <message>
        <source>{end} 到期</source>
        <translation>until {end}</translation>
    </message>
    <message>
        <source>已发过 ✓</source>
        <translation>Sent before ✓</translation>
    </message>
    <message>
        <source>已发给 {name} ✓</source>
        <translation>Sent to {name} ✓</translation>
    </message>
    <message>
        <source>图片</source>
        <translation>Picture</translation>
    </message>
    <message>
        <source>视频</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>语音</source>
        <translation>Voice</translation>
    </message>
    <message>
        <source>文件</source>
        <translation>File</translation>
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
        <source>位置</source>
        <translation>Location</translation>
    </message>
    <message>
        <source>名片</source>
        <translation>Business card</translation>
    </message>
    <message>
        <source>文字</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>个人</source>
        <translation>Personal</translation>
    </message>
    <message>
        <source>门店·组</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>公司</source>
        <translation>Company</translation>
    </message>
    <message>
        <source>账号</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>未到生效日期</source>
        <translation>Not valid yet</translation>
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
        <source>{begin} 起，{end} 到期</source>
        <translation>{begin} to {end}</translation>
    </message>
    <message>
        <source>{begin} 起</source>
        <translation>from {begin}</translation>
    </message>
    <message>
        <source>长期</source>
        <translation>No end</translation>
    </message>
    <message numerus="yes">
        <source>用过 %n 次</source>
        <translation>
            <numerusform>Used %n time</numerusform>
            <numerusform>Used %n times</numerusform>
        </translation>
    </message>
    <message>
        <source>已过期，用到时重新上传</source>
        <translation>expired, uploaded again when used</translation>
    </message>
    <message>
        <source>{span}后过期</source>
        <translation>expires in {span}</translation>
    </message>
    <message>
        <source>未上传</source>
        <translation>not uploaded</translation>
    </message>
    <message>
        <source>正在上传</source>
        <translation>uploading</translation>
    </message>
    <message>
        <source>已上传</source>
        <translation>uploaded</translation>
    </message>
    <message>
        <source>上传失败，用到时再试</source>
        <translation>upload failed, tried again when used</translation>
    </message>
    <message>
        <source>保存中</source>
        <translation>Saving</translation>
    </message>
    <message>
        <source>排队中</source>
        <translation>Queued</translation>
    </message>
    <message>
        <source>发送中</source>
        <translation>Sending</translation>
    </message>
    <message>
        <source>已发出</source>
        <translation>Sent</translation>
    </message>
    <message>
        <source>发送失败</source>
        <translation>Failed</translation>
    </message>
    <message>
        <source>结果未知</source>
        <translation>Result unknown</translation>
    </message>
    <message>
        <source>没有发出</source>
        <translation>Not sent</translation>
    </message>
</context>
<context>
    <name>MaterialsCentre</name>
    <message>
        <source>素材</source>
        <translation>Materials</translation>
    </message>
    <message>
        <source>资料库还是空的</source>
        <translation>The library is empty</translation>
    </message>
    <message>
        <source>把图片、视频、文件或整个文件夹拖到这里；截图可以直接粘贴。</source>
        <translation>Drop pictures, videos, files or whole folders here; screenshots can be pasted.</translation>
    </message>
    <message>
        <source>添加素材</source>
        <translation>Add materials</translation>
    </message>
    <message>
        <source>没有符合的素材</source>
        <translation>No materials fit</translation>
    </message>
    <message>
        <source>换一个词，或者看全部素材。</source>
        <translation>Try another word, or look at all of them.</translation>
    </message>
    <message>
        <source>看全部素材</source>
        <translation>Show all</translation>
    </message>
</context>
<context>
    <name>NewsStrip</name>
    <message>
        <source>停止</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>看原因</source>
        <translation>Show why</translation>
    </message>
    <message>
        <source>知道了</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>正在添加 {done} / {whole}</source>
        <translation>Adding {done} / {whole}</translation>
    </message>
    <message>
        <source>已添加 {added} 个，{refused} 个没有添加</source>
        <translation>{added} added, {refused} not added</translation>
    </message>
    <message>
        <source>没有添加的文件</source>
        <translation>Files that were not added</translation>
    </message>
    <message>
        <source>打开已有的</source>
        <translation>Show existing</translation>
    </message>
    <message>
        <source>作为它的新版本</source>
        <translation>New version of it</translation>
    </message>
    <message>
        <source>仍然添加</source>
        <translation>Add anyway</translation>
    </message>
    <message>
        <source>不添加</source>
        <translation>Do not add</translation>
    </message>
    <message>
        <source>“{name}”和素材“{existing}”内容完全一样</source>
        <translation>“{name}” is exactly the material “{existing}”</translation>
    </message>
    <message>
        <source>“{name}”和素材“{existing}”看起来很像</source>
        <translation>“{name}” looks like the material “{existing}”</translation>
    </message>
</context>
<context>
    <name>OriginalPresenter</name>
    <message>
        <source>正在打开…</source>
        <translation>Opening…</translation>
    </message>
    <message>
        <source>这张图片打不开</source>
        <translation>This picture cannot be opened</translation>
    </message>
    <message>
        <source>另存原件</source>
        <translation>Save original</translation>
    </message>
    <message>
        <source>没能保存，换一个位置再试</source>
        <translation>Not saved; try another place</translation>
    </message>
    <message>
        <source>已保存为 {name}</source>
        <translation>Saved as {name}</translation>
    </message>
</context>
<context>
    <name>SentList</name>
    <message numerus="yes">
        <source>一共发出 %n 次</source>
        <translation>
            <numerusform>Sent %n time</numerusform>
            <numerusform>Sent %n times</numerusform>
        </translation>
    </message>
    <message>
        <source>还没有发出过</source>
        <translation>Never sent yet</translation>
    </message>
    <message>
        <source>客户</source>
        <translation>Customer</translation>
    </message>
    <message>
        <source>打开会话</source>
        <translation>Open conversation</translation>
    </message>
    <message>
        <source>打开和 {name} 的会话</source>
        <translation>Open the conversation with {name}</translation>
    </message>
</context>
<context>
    <name>SideMaterialsView</name>
    <message>
        <source>搜索素材</source>
        <translation>Search materials</translation>
    </message>
    <message>
        <source>素材</source>
        <translation>Materials</translation>
    </message>
    <message>
        <source>加入回复</source>
        <translation>Add to answer</translation>
    </message>
    <message>
        <source>打开资料库</source>
        <translation>Open library</translation>
    </message>
    <message numerus="yes">
        <source>找到 %n 个</source>
        <translation>
            <numerusform>%n found</numerusform>
            <numerusform>%n found</numerusform>
        </translation>
    </message>
    <message>
        <source>没有符合的素材</source>
        <translation>No materials fit</translation>
    </message>
    <message>
        <source>资料库还是空的，打开资料库添加素材</source>
        <translation>The library is empty: open it to add materials</translation>
    </message>
    <message numerus="yes">
        <source>加入回复（%n）</source>
        <translation>
            <numerusform>Add to answer (%n)</numerusform>
            <numerusform>Add to answer (%n)</numerusform>
        </translation>
    </message>
    <message>
        <source>最近用过、更新</source>
        <translation>Used or changed last</translation>
    </message>
</context>
<context>
    <name>StagingPresenter</name>
    <message numerus="yes">
        <source>已放进给 {name} 的回复：%n 个素材</source>
        <translation>
            <numerusform>%n material put into the answer to {name}</numerusform>
            <numerusform>%n materials put into the answer to {name}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>已发给 {name}：%n 个素材</source>
        <translation>
            <numerusform>%n material sent to {name}</numerusform>
            <numerusform>%n materials sent to {name}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VersionList</name>
    <message>
        <source>当前</source>
        <translation>newest</translation>
    </message>
    <message>
        <source>恢复</source>
        <translation>Restore</translation>
    </message>
    <message>
        <source>恢复到 v{number}</source>
        <translation>Restore v{number}</translation>
    </message>
</context>
<context>
    <name>WordsForm</name>
    <message>
        <source>加入资料库</source>
        <translation>Add to library</translation>
    </message>
    <message>
        <source>{field}不能为空</source>
        <translation>{field} must not be empty</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
</context>
</TS>
