// There are no formulas on the page: what Voila loads in place of 900 kB of MathJax.
