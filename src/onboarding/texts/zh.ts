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
    wifi: {
      title: 'iOS：连代理一起设置的描述文件',
      why: '包含 CA 和一个使用本代理的无线局域网，不含密码：加入网络时 iOS 会询问。',
      ssid: '无线局域网名称',
      manual: '所有流量都经过网关',
      auto: '按脚本：不处理的流量不经过网关',
      get: '下载带无线局域网的描述文件',
    },
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
    told: {
      quic: {
        ok: '是：本页经 TCP 到达，网关会从它读取的响应里去掉 QUIC 的邀请 (Alt-Svc)。应用自己发出的 QUIC 流量，任何代理都看不到：要确保没有，请在路由器上为这部手机屏蔽 UDP 443 端口。',
        off: '不确定：这个小程序关闭了规则 alt-svc，响应可能把手机引向 QUIC，绕过网关。请从小程序文件的 "rules" 里删掉它。',
        unread:
          '不确定：设置了 "decrypt": "never"，响应原样通过，其中 QUIC 的邀请 (Alt-Svc) 也一样。请在路由器上为这部手机屏蔽 UDP 443 端口。',
        noApp: '不确定：没有适用于这部手机的小程序。请在 mpgate.json 里设置 defaultApp，或使用该小程序的端口。',
      },
      lan: {
        ok: '是：网关看到这部手机的地址是 {device}，与网关 ({gate}) 在同一网络。规则允许小程序访问 {network}，但不能访问手机自己。如果手机的 Wi-Fi 设置里是另一个地址，说明中间有地址转换：请用 --network host 运行 Docker。',
        same: '不是手机：网关看到的是它自己所在的机器 ({device})。规则据此判断局域网地址。请在同一 Wi-Fi 的手机上打开本页。',
        elsewhere:
          '请注意：网关看到这部手机的地址是 {device}，自己是 {gate}，不在同一网络。规则允许小程序访问：{network}。如果手机的 Wi-Fi 设置里是另一个地址，说明中间有地址转换：请用 --network host 运行 Docker。如果网络更大，请在小程序文件里设置 "lan.prefix"。',
        noApp: '无法得知：没有适用于这部手机的小程序。请在 mpgate.json 里设置 defaultApp，或使用该小程序的端口。',
      },
    },
    steps: {
      proxy: { name: '代理已连通', ok: '是', no: '还没有：请检查 Wi-Fi 设置里的服务器和端口' },
      ca: { name: 'CA 已被信任', ok: '是', no: '还没有：请安装 CA；iOS 还要打开信任开关' },
      socket: { name: 'WebSocket 可以通过 (wss)', ok: '是', no: '没有：这个浏览器的 WebSocket 没有走代理，或被中断' },
      quic: { name: '没有引向 QUIC 的途径', ok: '是', no: '网关没有回答：请重新测试' },
      lan: { name: '手机在局域网中的地址', ok: '是', no: '网关没有回答：请重新测试' },
    },
  },
  code: { title: '在手机上打开本页', why: '用同一网络里的手机扫描。' },
  after: {
    title: '测试结束以后',
    text: '关闭代理，并删除 CA：iOS 在“VPN 与设备管理”，Android 在“信任的凭据”的“用户”一栏。',
  },
};
