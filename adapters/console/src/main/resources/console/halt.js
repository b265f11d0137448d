// The kill switch, in the bar of every view: one press stops everything that acts, and a band says that it is on.

import { announce, h } from './dom.js';
import { order, worded } from './orders.js';

const LOOK_MS = 10_000;

export function killSwitch(button, band) {
  let action = null;
  const show = (notice) => {
    [action] = notice.actions;
    const on = action?.command === 'halt off';
    button.hidden = !action;
    button.dataset.on = on;
    button.textContent = on ? 'Resume' : 'Halt';
    button.setAttribute('aria-label', action?.label ?? '');
    band.hidden = !on;
    band.replaceChildren(on
      ? h('p', {}, h('strong', {}, `${notice.title}. `), notice.lines[0].text)
      : '');
  };
  const look = async () => {
    if (document.visibilityState !== 'visible') return;
    try {
      show(await order('halt status'));
    } catch {
      button.hidden = true; // whoever may not come in, and whoever is cut off, reads why in the view
    }
  };
  button.addEventListener('click', async () => {
    const command = worded(action);
    if (!command) return;
    button.disabled = true;
    try {
      const notice = await order(command);
      show(notice);
      announce(notice.title);
    } catch (failure) {
      band.hidden = false;
      band.replaceChildren(h('p', { role: 'alert' }, failure.detail || failure.message));
    } finally {
      button.disabled = false;
    }
  });
  look();
  setInterval(look, LOOK_MS);
  return look;
}
