/**
 * The self-test of the set-up page, for browsers of any age (ECMAScript 5): asks the gate's own name, one step after the other,
 * until all have answered. What stands in the page's list says where to ask and what to show.
 */
export const selfTestScript = `(function () {
  'use strict';
  var list = document.getElementById('steps');
  var button = document.getElementById('again');
  var all = document.getElementById('all');
  if (!list || !button || !all || !window.XMLHttpRequest) return;
  var steps = list.getElementsByTagName('li');
  var waitMs = 4000;
  var limitMs = 8000;
  var round = 0;
  var timer = null;

  function show(step, state, text) {
    step.className = state;
    var told = step.getElementsByTagName('span')[0];
    // Written only when it changes, since a screen reader says it each time.
    if (told.firstChild.nodeValue !== text) told.firstChild.nodeValue = text;
  }

  function askPage(url, done) {
    var request = new XMLHttpRequest();
    request.open('GET', url + '&' + new Date().getTime(), true);
    request.timeout = limitMs;
    request.onreadystatechange = function () {
      if (request.readyState !== 4) return;
      var answer = {};
      try { answer = JSON.parse(request.responseText); } catch (error) { answer = {}; }
      done(request.status === 200 && answer.mpgate === true && answer.ok !== false, answer.text);
    };
    request.send(null);
  }

  function askSocket(url, done) {
    var socket;
    var answered = false;
    function over(ok) {
      if (answered) return;
      answered = true;
      clearTimeout(late);
      done(ok);
      try { socket.close(); } catch (error) { socket = null; }
    }
    var late = setTimeout(function () { over(false); }, limitMs);
    try { socket = new WebSocket(url); } catch (error) { return over(false); }
    socket.onmessage = function (event) { over(event.data === 'mpgate'); };
    socket.onerror = function () { over(false); };
    socket.onclose = function () { over(false); };
  }

  function run(at, mine) {
    var step = steps[at];
    if (!step) {
      all.firstChild.nodeValue = all.getAttribute('data-ok');
      return;
    }
    var url = step.getAttribute('data-url');
    if (step.className === '') show(step, '', step.getAttribute('data-runs'));
    (url.indexOf('ws') === 0 ? askSocket : askPage)(url, function (ok, text) {
      if (mine !== round) return;
      show(step, ok ? 'ok' : 'no', text || step.getAttribute(ok ? 'data-ok' : 'data-no'));
      // Answered with a word of advice, it keeps nobody from going on.
      if (ok || text) return run(at + 1, mine);
      for (var i = at + 1; i < steps.length; i++) show(steps[i], '', steps[i].getAttribute('data-waits'));
      timer = setTimeout(start, waitMs);
    });
  }

  function start() {
    clearTimeout(timer);
    round += 1;
    all.firstChild.nodeValue = ' ';
    run(0, round);
  }

  button.onclick = function () {
    for (var i = 0; i < steps.length; i++) show(steps[i], '', steps[i].getAttribute('data-waits'));
    start();
  };
  start();
})();
`;
