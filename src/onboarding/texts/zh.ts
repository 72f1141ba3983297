import type { Texts } from './texts.ts';

export const zh: Texts = {
  lang: 'zh-CN',
  other: 'English',
  title: '设置手机',
  what: 'mpgate 是一个测试代理：它按平台的网络规则检查小程序，并说明正式版会拒绝什么。',
  warning: '仅用于测试手机：谁拿到这个 CA 的私钥，谁就能读取信任它的手机的全部流量。',
  proxy: {
    title: '填写代理',
    server: '服务器',
    port: '端口',
    steps: [
      'iOS：设置 > 无线局域网 > 网络旁边的 (i) > 配置代理 > 手动。填写服务器和端口，不开启认证，存储。',
      'Android：设置 > WLAN > 当前网络 > 修改 > 高级选项 > 代理 > 手动。填写服务器和端口，保存。',
    ],
    translated: '网关自己看到的地址是 {seen}：中间有地址转换(例如 Docker)。这时所有手机在网关看来是同一台设备。',
    automatic: '也可以选择“自动”，并填写这个网址：{url}',
    through: '设好代理之后，请用 http://mpgate.test/ 打开本页——经过代理访问上面的地址会被拒绝。',
  },
  ca: {
    title: '安装 CA 并信任它',
    why: '网关用自己的 CA 签发证书来读取 HTTPS 和 WSS。请把指纹与手机上显示的核对。',
    fingerprint: 'SHA-256 指纹',
    iosGet: 'iOS：下载描述文件',
    iosSteps: [
      '用 Safari 打开本页，下载描述文件。',
      '设置 > 通用 > VPN 与设备管理 > mpgate 描述文件 > 安装。',
      '还有一个单独的开关：设置 > 通用 > 关于本机 > 证书信任设置 > 打开 mpgate CA。不打开就不会被信任。',
    ],
    androidGet: 'Android：下载证书',
    androidSteps: [
      '下载证书。',
      '设置 > 安全 > 加密与凭据 > 安装证书 > CA 证书 > 选择文件。有的手机叫法不同：在设置里搜索“CA 证书”。',
    ],
    androidLimits: [
      '从 Android 7 起，应用要自己声明才会信任用户安装的 CA。浏览器会，微信不会：微信里的小程序会拒绝网关的证书，因此它们的 HTTPS 和 WSS 在这里无法解密。',
      '在 mpgate.json 里设置 "decrypt": "never"，流量会原样通过。域名、端口、IP 地址和后台规则仍然检查；方法、请求头、路径和正文不检查。',
      '其余的请用 iOS 手机、开发者工具，或系统证书库里装有该 CA 的模拟器来测；服务器可以用 “mpgate check” 检查。',
    ],
    others: '其他系统：',
  },
  test: {
    title: '确认可用',
    why: '每完成一步，对应的一行就变绿。',
    again: '重新测试',
    noScript:
      '自测需要 JavaScript。没有的话：能打开 http://mpgate.test/ 说明代理已连通；打开 https://mpgate.test/ 没有警告，说明 CA 已被信任。',
    waits: '等待上一步',
    runs: '正在测试……',
    done: '全部就绪：请打开小程序。',
    steps: {
      proxy: { name: '代理已连通', ok: '是', no: '还没有：请检查 Wi-Fi 设置里的服务器和端口' },
      ca: { name: 'CA 已被信任', ok: '是', no: '还没有：请安装 CA;iOS 还要打开信任开关' },
      socket: { name: 'WebSocket 可以通过 (wss)', ok: '是', no: '没有：这个浏览器的 WebSocket 没有走代理，或被中断' },
    },
  },
  code: { title: '在手机上打开本页', why: '用同一网络里的手机扫描。' },
  after: {
    title: '测试结束以后',
    text: '关闭代理，并删除 CA:iOS 在“VPN 与设备管理”,Android 在“信任的凭据”的“用户”一栏。',
  },
};
