import Main from './js/main.mjs';

new Main('wss://play.shop.test/room');
