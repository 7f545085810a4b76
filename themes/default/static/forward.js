// Leads from a former address of a page to the present one, and to the same place on it: a refresh would lose
// what follows `#`. What comes after this script is not read any more, so the refresh does not happen as well.
(function () {
  "use strict";
  var to = document.currentScript.getAttribute("data-to");
  window.stop();
  window.location.replace(to + window.location.search + window.location.hash);
})();
