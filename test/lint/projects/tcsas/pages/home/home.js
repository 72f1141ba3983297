const a = 4, b = 2, g = 1;
const ratio = a / b / g; // 'http://no.shop.test'
const url = 'http:\/\/api.shop.test/' + ratio;
const list = ['https://api.shop.test/ok', "https://missing.shop.test"];
module.exports = {
  all: [url, ...list].map((one) => one.replace(/'https:\/\/(.*)'/g, `$1`)),
  nested: `${list.map((one) => `https://inner.shop.test/${one}`)}`,
  both: 'http://both.shop.test:8080',
};
