/** See http://docs.shop.test. */
declare const DOCS: 'http://docs.shop.test';
