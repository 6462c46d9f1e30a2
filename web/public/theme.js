// Applies the visitor's theme before the first paint; a file of its own because the content policy allows no inline scripts.
try {
  const theme = localStorage.getItem('smallcart.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be blocked: the pages then follow the system.
}
