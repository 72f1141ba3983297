module.exports = "precision mediump float; // http://shader.shop.test";
