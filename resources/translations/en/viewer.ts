<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="zh_CN">
<context>
    <name>FilmBar</name>
    <message>
        <source>暂停</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>播放</source>
        <translation>Play</translation>
    </message>
    <message>
        <source>静音</source>
        <translation>Mute</translation>
    </message>
    <message>
        <source>播放位置</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>音量</source>
        <translation>Volume</translation>
    </message>
</context>
<context>
    <name>OpenFileStrip</name>
    <message>
        <source>仍要打开</source>
        <translation>Open anyway</translation>
    </message>
    <message>
        <source>只保存</source>
        <translation>Save only</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>文件名与内容不符：实际是 {kind}，打开可能有危险</source>
        <translation>The name does not match the content: it really is {kind}. Opening it may be dangerous</translation>
    </message>
    <message>
        <source>这是 {kind} 文件，打开可能有危险</source>
        <translation>This is a {kind} file. Opening it may be dangerous</translation>
    </message>
    <message>
        <source>无法识别这个文件的类型，打开可能有危险</source>
        <translation>Nobody can tell what this file is. Opening it may be dangerous</translation>
    </message>
</context>
<context>
    <name>OpeningPresenter</name>
    <message>
        <source>文件已损坏或不在本机，没有打开</source>
        <translation>The file is damaged or not on this machine; it was not opened</translation>
    </message>
    <message>
        <source>没能保存：{reason}</source>
        <translation>Could not be saved: {reason}</translation>
    </message>
    <message>
        <source>已存到下载文件夹并打开：{name}</source>
        <translation>Saved to the downloads folder and opened: {name}</translation>
    </message>
    <message>
        <source>已存到下载文件夹，但没有程序能打开它：{name}</source>
        <translation>Saved to the downloads folder, but no program can open it: {name}</translation>
    </message>
</context>
<context>
    <name>ViewerPresenter</name>
    <message>
        <source>正在打开…</source>
        <translation>Opening…</translation>
    </message>
    <message>
        <source>已缩小显示</source>
        <translation>shown smaller</translation>
    </message>
    <message>
        <source>动图，显示第一帧</source>
        <translation>animated, first frame shown</translation>
    </message>
    <message>
        <source>图片已复制</source>
        <translation>Picture copied</translation>
    </message>
</context>
<context>
    <name>ViewerTools</name>
    <message>
        <source>上一张</source>
        <translation>Previous</translation>
    </message>
    <message>
        <source>下一张</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>缩小</source>
        <translation>Zoom out</translation>
    </message>
    <message>
        <source>放大</source>
        <translation>Zoom in</translation>
    </message>
    <message>
        <source>适合窗口</source>
        <translation>Fit the window</translation>
    </message>
    <message>
        <source>原始大小</source>
        <translation>Actual size</translation>
    </message>
    <message>
        <source>向左旋转</source>
        <translation>Turn left</translation>
    </message>
    <message>
        <source>向右旋转</source>
        <translation>Turn right</translation>
    </message>
    <message>
        <source>复制图片</source>
        <translation>Copy picture</translation>
    </message>
    <message>
        <source>另存为</source>
        <translation>Save as</translation>
    </message>
</context>
<context>
    <name>ViewerWindow</name>
    <message>
        <source>查看图片和视频</source>
        <translation>Pictures and videos</translation>
    </message>
    <message>
        <source>图片或视频</source>
        <translation>Picture or video</translation>
    </message>
</context>
<context>
    <name>VoicePresenter</name>
    <message>
        <source>没有可用的声音输出设备</source>
        <translation>There is no sound output</translation>
    </message>
</context>
</TS>
