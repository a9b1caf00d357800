(function () {
  var doc = document, pages = doc.querySelectorAll('.page'), tabs = doc.querySelectorAll('nav a');
  doc.documentElement.className = 'js';
  function show() {
    var hash = decodeURIComponent(location.hash.slice(1)) || 'home', group = hash, found = false, i, page, on;
    var all = hash.indexOf('all-') === 0 ? doc.getElementById(hash.slice(4)) : null;
    var target = all || doc.getElementById(hash);
    if (target && target.className.indexOf('page') >= 0) { group = target.getAttribute('data-group'); found = true; }
    if (hash === 'whole') { group = 'whole'; found = true; target = null; }
    if (!found) { hash = group = 'home'; target = doc.getElementById('home'); }
    var index = target && target.className.indexOf('index') >= 0;
    for (i = 0; i < pages.length; i++) {
      page = pages[i];
      var same = page.getAttribute('data-group') === group, isIndex = page.className.indexOf('index') >= 0;
      on = all ? same && !isIndex : hash === 'whole' ? same : page === target;
      page.classList.toggle('on', on);
      page.classList.toggle('paper', !isIndex && (on || index && (same || group === 'home')));
    }
    for (i = 0; i < tabs.length; i++) {
      if (tabs[i].getAttribute('data-group') === group) { tabs[i].setAttribute('aria-current', 'page'); }
      else { tabs[i].removeAttribute('aria-current'); }
    }
    window.setTimeout(function () { window.scrollTo(0, 0); }, 0);
  }
  function find(event) {
    if (event) { event.preventDefault(); }
    var input = doc.getElementById('find'), text = input.value.trim(), options = doc.querySelectorAll('#names option');
    for (var i = 0; text && i < options.length; i++) {
      if (options[i].value === text) { location.hash = options[i].getAttribute('data-to'); input.value = ''; input.blur(); return; }
    }
  }
  doc.querySelector('.find').addEventListener('submit', find);
  doc.getElementById('find').addEventListener('change', function () { find(null); });
  doc.querySelector('.print').addEventListener('click', function () { window.print(); });
  var closed = [];
  window.addEventListener('beforeprint', function () {
    closed = doc.querySelectorAll('.rules details:not([open])');
    for (var i = 0; i < closed.length; i++) { closed[i].open = true; }
  });
  window.addEventListener('afterprint', function () {
    for (var i = 0; i < closed.length; i++) { closed[i].open = false; }
  });
  window.addEventListener('hashchange', show);
  show();
})();
