/**
 * The script of `report.html`: it shows the filter of the requirements, which would be dead without it, and carries it out. Everything
 * else on the page needs none.
 */
export const script = `
'use strict';
{
  const form = document.getElementById('filter');
  const rows = [...document.querySelectorAll('#requirement-rows tr[data-outcome]')];
  const shown = document.getElementById('filter-count');
  const show = () => {
    const family = form.elements.namedItem('family').value;
    const outcome = form.elements.namedItem('outcome').value;
    const words = form.elements.namedItem('words').value.trim().toLowerCase();
    let count = 0;
    for (const row of rows) {
      const fits = (family === '' || row.dataset.family === family) && (outcome === '' || row.dataset.outcome === outcome) &&
        (words === '' || row.textContent.toLowerCase().includes(words));
      row.hidden = !fits;
      if (fits) count += 1;
    }
    const filtered = family !== '' || outcome !== '' || words !== '';
    for (const part of document.querySelectorAll('#requirement-rows details')) {
      part.hidden = !part.querySelector('tr[data-outcome]:not([hidden])');
      if (filtered && !part.hidden) part.open = true;
    }
    shown.textContent = count + ' of ' + rows.length + ' shown';
  };
  form.addEventListener('input', show);
  form.addEventListener('submit', (event) => event.preventDefault());
  form.hidden = false;
  for (const link of document.querySelectorAll('a[data-family]')) {
    link.addEventListener('click', (event) => {
      event.preventDefault();
      form.elements.namedItem('family').value = link.dataset.family;
      form.elements.namedItem('outcome').value = link.dataset.outcome ?? '';
      form.elements.namedItem('words').value = '';
      show();
      document.getElementById('rows').scrollIntoView();
      form.elements.namedItem('family').focus({ preventScroll: true });
    });
  }
  show();
}
`;
