// The button that prints the booklet. Without a script there is none: the browser's own menu prints too.
(function () {
  "use strict";
  var button = document.getElementById("print-booklet");
  button.addEventListener("click", function () { print(); });
  button.parentNode.hidden = false;
})();
