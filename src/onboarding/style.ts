/** For browsers of any age: no variable, no grid that is needed. Light and dark by the reader's setting. */
export const style = `
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; padding: 20px 16px 40px; background: #f4f5f7; color: #1c2128;
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; }
main { max-width: 680px; margin: 0 auto; }
.lang { float: right; line-height: 44px; padding-left: 16px; }
h1 { font-size: 26px; line-height: 1.25; padding-top: 6px; margin: 0 0 8px; } h2 { font-size: 19px; line-height: 1.3; margin: 0 0 8px; }
h3 { font-size: 16px; margin: 20px 0 4px; } p { margin: 0 0 10px; }
ol, ul { margin: 8px 0; padding-left: 22px; } li { margin: 6px 0; }
a { color: #0b57c2; overflow-wrap: anywhere; word-wrap: break-word; }
section { background: #fff; border: 1px solid #d9dee4; border-radius: 12px; padding: 16px; margin: 16px 0; }
.step { position: relative; padding-left: 38px; min-height: 28px; }
.num { position: absolute; left: 0; top: -1px; width: 28px; height: 28px; line-height: 28px; border-radius: 14px;
  text-align: center; font-size: 15px; background: #0b57c2; color: #fff; }
.warning { border-left: 4px solid #b25e00; padding: 4px 0 4px 12px; }
.soft { color: #59636e; font-size: 14px; }
dl { margin: 8px 0 12px; } dt { color: #59636e; font-size: 14px; } dd { margin: 0 0 8px; }
dl div { display: inline-block; vertical-align: top; margin-right: 32px; }
.big { font: 600 22px/1.3 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; word-wrap: break-word; }
.print { font: 13px/1.6 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; word-wrap: break-word; }
dd.print { max-width: 390px; } .group { display: inline-block; }
.get { display: block; padding: 12px 16px; margin: 10px 0; border-radius: 10px; background: #0b57c2; color: #fff; font-weight: 600;
  text-align: center; text-decoration: none; }
.get:focus, button:focus { outline: 3px solid #7fb0ff; outline-offset: 2px; }
#steps { list-style: none; padding: 0; } #steps li { position: relative; padding: 10px 12px 10px 44px; border: 1px solid #d9dee4; border-radius: 10px; margin: 8px 0; }
#steps b { display: block; } #steps li:before { content: "\\2022"; position: absolute; left: 16px; font-weight: 700; }
#steps .ok { border-color: #1a7f45; background: #e6f5ec; } #steps .ok:before { content: "\\2713"; color: #14693a; }
#steps .no { border-color: #b25e00; background: #fdf3e4; } #steps .no:before { content: "!"; color: #8a4a00; }
#all { font-weight: 600; color: #14693a; min-height: 25px; margin: 0 0 4px; }
button { font: inherit; font-weight: 600; min-height: 44px; padding: 10px 18px; border: 1px solid #0b57c2; border-radius: 10px; background: transparent; color: #0b57c2; cursor: pointer; }
button.get { width: 100%; margin: 0; border-color: transparent; } .done { margin: 0; font-weight: 600; } .done:before { content: "\\2713"; margin-right: 10px; color: #14693a; }
details { margin: 12px 0; } summary, .choice { display: block; line-height: 24px; padding: 10px 0; cursor: pointer; }
summary { display: list-item; color: #0b57c2; font-weight: 600; } form { padding: 4px 0 8px; }
#ssid { display: block; width: 100%; max-width: 390px; min-height: 44px; margin: 4px 0 8px; padding: 8px 12px; font: inherit; color: inherit;
  background: transparent; border: 1px solid #6b7580; border-radius: 10px; } .choice { position: relative; padding-left: 32px; }
.choice input { position: absolute; left: 0; top: 12px; width: 20px; height: 20px; margin: 0; }
.choice + button { margin-top: 8px; } .tap { display: inline-block; line-height: 24px; padding: 10px 16px 10px 0; } .code a { display: inline-block; padding: 12px 0; }
.code { display: inline-block; margin: 4px 20px 8px 0; text-align: center; } svg { display: block; margin: 0 auto 4px; border-radius: 8px; }
@media (prefers-color-scheme: dark) {
  html { color-scheme: dark; } body { background: #14171c; color: #e4e8ee; } section { background: #1c2128; border-color: #333b45; }
  a, button, summary { color: #8ab8ff; } button { border-color: #8ab8ff; } .num, .get { background: #1f6feb; color: #fff; }
  .soft, dt { color: #a3adb8; } .warning { border-color: #e3a341; } #steps li { border-color: #333b45; }
  #steps .ok { background: #12301f; border-color: #4cc27e; } #steps .ok:before, #all, .done:before { color: #5fd391; }
  #steps .no { background: #33260f; border-color: #e3a341; } #steps .no:before { color: #f0b45a; }
}
@media (min-width: 700px) { section { padding: 24px 28px; } .get { display: inline-block; margin-right: 12px; } button.get { width: auto; } }
`;
