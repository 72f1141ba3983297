import type { DomainFormat, FormatName } from './domain-format.ts';
import { keyedFormat } from './keyed-format.ts';
import { listFormat } from './list-format.ts';
import { tcsasFormat } from './tcsas-format.ts';

/** WeChat's `POST /wxa/modify_domain`, what it is sent and what it answers; QQ has the same. */
const modifyDomain = keyedFormat(
  'modify_domain',
  'wechat-current',
  {
    requestdomain: 'request',
    wsrequestdomain: 'connectSocket',
    uploaddomain: 'uploadFile',
    downloaddomain: 'downloadFile',
    udpdomain: 'udp',
    tcpdomain: 'tcp',
  },
  ['action', 'errcode', 'errmsg'],
);

/** Douyin's `modify_server_domain`. */
const douyin = keyedFormat(
  'douyin',
  'douyin',
  { request: 'request', socket: 'connectSocket', upload: 'uploadFile', download: 'downloadFile' },
  ['action', 'errno', 'message', 'err_no', 'err_msg', 'err_tips', 'log_id'],
);

/** Every format by its name. */
export const domainFormats: { readonly [N in FormatName]: DomainFormat } = {
  modify_domain: modifyDomain,
  tcsas: tcsasFormat,
  douyin,
  list: listFormat,
};

export const formatNames: readonly FormatName[] = ['modify_domain', 'tcsas', 'douyin', 'list'];
