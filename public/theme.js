// Runs before the first paint: without it a person who chose the other theme sees a flash of the system's.
(() => {
  try {
    const kept = JSON.parse(localStorage.getItem('raoswap.settings') ?? 'null');
    const theme = kept?.state?.theme;
    if (theme === 'dark' || theme === 'light') document.documentElement.dataset.theme = theme;
  } catch {
    // Kept data that does not parse is dropped later, with a word.
  }
})();
