// A plain script, run before the first paint, so that a chosen appearance does not flash.
try {
  const theme = localStorage.getItem('pantau.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage is forbidden here: the device's appearance stands.
}
