/** What the platform documents say, by document and line; what is longer than a sentence or two ends with `…`. */
export const quotes: Readonly<Record<string, string>> = {
  'S0:103':
    'Each mini program needs to set a communication domain name in advance, and the mini program can only communicate with the specified domain name. …',
  'S0:104':
    'The network interface only allows communication with non-local IPs and configured server domains on the same LAN.',
  'S0:108':
    'Configure the server domain name in Mini Program Console > Settings > Development Settings > Server Domain Name. Configuration notes:',
  'S0:109':
    'The domain name supports the HTTPS (wx.request, wx.uploadFile,wx.downloadFile) protocol, the WSS (wx.connectSocket) protocol, and the TCP and UDP protocols;',
  'S0:110': 'The domain name cannot use an IP address or localhost.',
  'S0:111':
    'Ports cannot be configured in the domain (e.g., http://miniApp.com), but the request URL can include a port, such as http://miniApp.com:8080.',
  'S0:112':
    'For WSS domains, there is no need to configure a port; requests to all ports under that domain are allowed by default.',
  'S0:113': 'Configuring a parent domain is not supported, please use a subdomain instead.',
  'S0:119': 'The default timeout and maximum timeout are both 60s;',
  'S0:120': 'The timeout can be configured in app.json;',
  'S0:121':
    'It is also possible to specify a timeout when the interface is called, e.g. wx.request({ timeout: 5000 }) in ms. The timeout configuration for the interface call takes precedence over the configuration in app.json.',
  'S0:125':
    "The referer header of a network request is optional. Its format is always https://appservice.qq.com/{appid}/{version}/page-frame.html, in which {appid} is the Mini Program's appid and {version} is the version number of the Mini Program. …",
  'S0:126': 'The maximum concurrency of wx.request, wx.uploadFile,wx.downloadFile is 10;',
  'S0:127': 'The maximum concurrency limit for wx.connectSocket is 5;',
  'S0:128':
    'When the Mini Program is running in the background, if a network request does not end within 5s, an error message of fail interrupted will be called back. The network request API cannot be called until the Mini Program client is re-opened.',
  'S0:143':
    'Mini Programs must use HTTPS/WSS to initiate a network request. During the request, the system verifies the HTTPS certificate used by the server domain name. If the verification fails, the request is not successfully initiated. …',
  'S0:146': 'Use a trusted certificate, i.e., the root certificate has been built into the system;',
  'S0:147':
    'The domain name of the website where the SSL certificate is deployed must be the same as the domain name for which the certificate was issued;',
  'S0:148': 'The certificate must not have expired;',
  'S0:149': "The certificate's trust chain must be complete (server configuration is required);",
  'S0:150': 'Self-signed certificates are not supported for iOS;',
  'S0:151': "Certificates in iOS must meet Apple's App Transport Security (ATS) requirements;",
  'S0:152':
    'TLS 1.2 or above is required. However, TLS 1.2 is not supported on some older Android models, so make sure HTTPS server supports TLS 1.1 or below;',
  'S0:153':
    'Some CAs may not be trusted by the operating system. Take note of the announcements of the Mini Program and other systems when selecting certificates.',
  'S0:160':
    'In the Weixin DevTools, the Do not verify the request domain name, TLS version, and HTTPS certificate in development environment option can be enabled to skip verification of the server domain name. …',
  'S1:11':
    'Each mini program needs to set a communication domain name in advance, and the mini program can only communicate with the specified domain name. …',
  'S1:12':
    'The network interface only allows communication with non-local IPs and configured server domains on the same LAN.',
  'S1:16':
    'Configure the server domain name in Mini Program Console > Settings > Development Settings > Server Domain Name. Configuration notes:',
  'S1:17':
    'The domain name supports the https (wx.request, wx.uploadFile,wx.downloadFile) protocol, the wss (wx.connectSocket) protocol, and the tcp and udp protocols;',
  'S1:18': 'The domain name cannot use an IP address or localhost.',
  'S1:19':
    'Ports can be configured, such as https://miniApp.com:8080, but when configured, requests can only be made to https://miniApp.com:8080. Requests to URLs such as https://miniApp.com, https://miniApp.com:9091, etc. will fail.',
  'S1:20':
    'If no port is configured. For example, https://miniApp.com, then the request URL cannot contain a port, not even the default port 443. Requests to https://miniApp.com:443 will fail.',
  'S1:26': 'The default timeout and maximum timeout are both 60s;',
  'S1:27': 'The timeout can be configured in app.json;',
  'S1:28':
    'It is also possible to specify a timeout when the interface is called, e.g. wx.request({ timeout: 5000 }) in ms. The timeout configuration for the interface call takes precedence over the configuration in app.json.',
  'S1:32':
    "The referer header of a network request is optional. Its format is always https://servicewechat.com/{appid}/{version}/page-frame.html, in which {appid} is the Mini Program's appid and {version} is the version number of the Mini Program. …",
  'S1:33': 'The maximum concurrency of wx.request, wx.uploadFile,wx.downloadFile is 10;',
  'S1:34': 'The maximum concurrency limit for wx.connectSocket is 5;',
  'S1:35':
    'When the Mini Program is running in the background, if a network request does not end within 5s, an error message of fail interrupted will be called back. The network request API cannot be called until the Mini Program client is re-opened.',
  'S1:50':
    'Mini Programs must use HTTPS/WSS to initiate a network request. During the request, the system verifies the HTTPS certificate used by the server domain name. If the verification fails, the request is not successfully initiated. …',
  'S1:51': 'The requirements for certificates are as follows:',
  'S1:53': 'Use a trusted certificate, i.e., the root certificate has been built into the system;',
  'S1:54':
    'The domain name of the website where the SSL certificate is deployed must be the same as the domain name for which the certificate was issued;',
  'S1:55': 'The certificate must not have expired;',
  'S1:56': "The certificate's trust chain must be complete (server configuration is required);",
  'S1:57': 'Self-signed certificates is not supported for iOS;',
  'S1:58': "Certificates in iOS must meet Apple's App Transport Security (ATS) requirements;",
  'S1:59':
    'TLS 1.2 or above is required. However, TLS 1.2 is not supported on some older Android models, so make sure HTTPS server supports TLS 1.2 or below;',
  'S1:60':
    'Some CAs may not be trusted by the operating system. Take note of the announcements of the Mini Program and other systems when selecting certificates.',
  'S1:67':
    'In the Weixin DevTools, the Do not verify the request domain name, TLS version, and HTTPS certificate in development environment option can be enabled to skip verification of the server domain name. …',
  'S2:4':
    'Each mini game must pre-configure a communication domain. The mini game can only communicate with the specified domain, including regular HTTPS requests (request), file uploads (uploadFile), file downloads (downloadFile), and WebSocket …',
  'S2:6':
    'Server domains should be configured in the mini program backend under Mini game management > Development management > Domain settings. When configuring, note the following:',
  'S2:7': 'Domains cannot use IP addresses or localhost.',
  'S2:8': 'Ports cannot be configured, e.g. http://miniApp.com',
  'S2:9': ', but the request URL can include a port, e.g. http://miniApp.com:8080',
  'S2:12': 'domains, ports do not need to be configured; all ports under the domain are allowed by default.',
  'S2:13': 'Parent domains are not supported; use subdomains.',
  'S2:16': 'The default and maximum timeout is 60 seconds.',
  'S2:17': 'Timeout can be configured in game.json',
  'S2:21':
    ', where the unit is milliseconds. The timeout configuration in the API call takes precedence over the configuration in game.json',
  'S2:24':
    'The referer header for network requests cannot be set. Its format is fixed as https://appservice.wx.com/{appid}/{version}/page-frame.html',
  'S2:29':
    'If a mini game enters the background and a network request does not complete within 5 seconds, an error callback fail interrupted',
  'S2:30': 'will be triggered. Network request APIs cannot be called until the game returns to the frontend.',
  'S2:39':
    'Mini games must use HTTPS/WSS for network requests. The system will validate the HTTPS certificate of the server domain during the request. If validation fails, the request cannot be successfully initiated. …',
  'S2:40': 'Certificate requirements include:',
  'S2:42': 'The certificate must be trusted by the system, meaning the root certificate is built into the system.',
  'S2:43': 'The domain of the deployed SSL certificate must match the domain issued by the certificate.',
  'S2:44': 'The certificate must be within its validity period.',
  'S2:45': 'The certificate trust chain must be complete (requires server configuration).',
  'S2:47': 'does not support self-signed certificates.',
  'S2:48': 'TLS must support version 1.2 and above. Some olderAndroid',
  'S2:50':
    'Some CAs may not be trusted by the operating system. Developers should pay attention to mini game and system announcements when choosing certificates.',
  'S2:55':
    'In the developer tools, you can temporarily enable the option to skip domain, TLS version, and HTTPS certificate validation',
  'S3:18':
    'Each Mini Program needs to be set with a communication domain name in advance. The Mini Program can only communicate with the specified domain name over the network. …',
  'S3:20':
    "From base library 2.4.0 and later, network APIs allow communication with LAN IP addresses, but do not allow communication with the local device's IP address.",
  'S3:22':
    "UDP communication (wx.createUDPSocket) is supported from base library version 2.7.0 and later. Only communication with an IP address (different from the local device's IP address) in the same LAN are allowed.",
  'S3:26':
    'Configure the server domain name in Mini Program Console > Settings > Development Settings > Server Domain Name.',
  'S3:30':
    'Domain names only support https (wx.request, wx.uploadFile, wx.downloadFile) and wss (wx.connectSocket) protocols.',
  'S3:31':
    "An IP address (except for the Mini Program's IP address in the LAN) or localhost cannot be used for a domain name.",
  'S3:32':
    'You can configure a port, such as https://myserver.com:8080. However after configuration, requests can only be sent to https://myserver.com:8080, and those sent to https://myserver.com, https://myserver.com:9091 or another URL will fail.',
  'S3:33':
    'If you do not configure a port, such as https://myserver.com, the request URL cannot include a port, not even the default port 443; otherwise, requests sent to https://myserver.com:443 will fail.',
  'S3:34': 'The domain name must be ICP licensed.',
  'S3:35':
    'For security reasons, api.weixin.qq.com cannot be configured as a server domain name, and related APIs cannot be called in Mini Programs. …',
  'S3:36': 'Each API can be configured with up to 20 domain names.',
  'S3:42': 'The default timeout and maximum timeout are both 60s.',
  'S3:43': 'The timeout can be configured in app.json or game.json via networktimeout.',
  'S3:47':
    "The referer header of a network request is optional. Its format is always https://servicewechat.com/{appid}/{version}/page-frame.html, in which {appid} is the Mini Program's appid and {version} is the version number of the Mini Program. …",
  'S3:48': 'The maximum concurrency of wx.request, wx.uploadFile, and wx.downloadFile is 10.',
  'S3:49': 'The maximum concurrency of wx.connectSocket is 5.',
  'S3:50':
    'When the Mini Program is running in the background, if a network request does not end within 5s, an error message of fail interrupted will be called back. The network request API cannot be called until the Mini Program client is re-opened.',
  'S3:65':
    'Mini Programs must use HTTPS/WSS to initiate a network request. During the request, the system verifies the HTTPS certificate used by the server domain name. If the verification fails, the request is not successfully initiated. …',
  'S3:67': 'The requirements for certificates are as follows:',
  'S3:70': 'Use a trusted certificate, i.e., the root certificate has been built into the system.',
  'S3:71':
    'The domain name of the website where the SSL certificate is deployed must be the same as the domain name for which the certificate was issued.',
  'S3:72': 'The certificate must not have expired.',
  'S3:73': "The certificate's trust chain must be complete (server configuration is required).",
  'S3:74': 'Self-signed certificates is not supported for iOS.',
  'S3:75': "Certificates in iOSmust meet Apple's App Transport Security (ATS) requirements.",
  'S3:76':
    'TLS 1.2 or above is required. However, TLS 1.2 is not supported on some older Android models, so make sure HTTPS server supports TLS 1.2 or below.',
  'S3:77':
    'Some CAs may not be trusted by the operating system. Take note of the announcements of the Mini Program and other systems when selecting certificates.',
  'S3:78': 'Notice of Limits on WoSign and StartCom Certificates from Chrome 56/57 Kernel',
  'S3:87':
    'Do not verify the request domain name, TLS version, and HTTPS certificate in development environment option can be enabled to skip verification of the server domain name. …',
  'S3:95':
    'Base library 2.4.0 provides a variety of mDNS APIs such as wx.startLocalServiceDiscovery to get the IP addresses of devices that provide mDNS services in the LAN. …',
  'S3:97':
    'In this case, no security domain check is performed and https/wss is not necessarily required (http/ws can be used instead).',
  'S3:111':
    "From base library 2.7.0 and later, we provide the wx.createUDPSocket API for UDP communication. The above communication rules apply, that is, only communication with an IP address (different from the local device's IP address) in the same …",
  'S4:123':
    'Sets the request header. Referer cannot be set in the header. The default content-type is application/json',
  'S4:133':
    'When certificate pinning is enabled, this value is passed in. During the request, the system will verify whether the currently provided value matches the actual public key content of the corresponding domain. …',
  'S4:164': 'Valid values for object.method:',
  'S4:317': 'echo "sha256/$(echo "Certificate public key\'s hash" | xxd -r -p | base64 | tr -d \'\\\\n\')";',
  'S4:320':
    'openssl x509 -in [The server domain name corresponds].crt -pubkey -noout | openssl pkey -pubin -outform der | openssl dgst -sha256 -hex',
  'S4:322':
    'iOS: During the current app session, once a certificate for any domain has been verified successfully, subsequent requests to that domain will not trigger re-verification.',
  'S4:323': 'Android: Certificate verification is performed on every request, with no caching to skip verification.',
};
