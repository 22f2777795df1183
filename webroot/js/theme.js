// A plain script, run before the first paint, so that nothing flashes: the appearance that was chosen, else the device's.
{
  const root = document.documentElement;
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    const { appearance } = root.dataset;
    const device = dark.matches ? 'dark' : 'light';
    root.dataset.theme = appearance === 'light' || appearance === 'dark' ? appearance : device;
  };
  try {
    root.dataset.appearance = localStorage.getItem('pantau.theme') ?? 'auto';
  } catch {
    // Storage is forbidden here: the device's appearance stands.
  }
  dark.addEventListener('change', apply);
  new MutationObserver(apply).observe(root, { attributeFilter: ['data-appearance'] });
  apply();
}
