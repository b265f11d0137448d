// Lines as SVG: a sparkline beside a figure, and a chart whose values can be read as a table as well.

import { clock } from './chips.js';
import { h, svg } from './dom.js';

const HEIGHT = 220;
const HOUR = 3_600_000;
const EDGE = { top: 12, right: 12, bottom: 26, left: 44 };

export function sparkline(values, tone) {
  const present = values.filter((value) => value !== null);
  if (present.length < 2) return null;
  const [width, height] = [120, 36];
  const x = scale(0, values.length - 1, 3, width - 5);
  const y = scale(Math.min(...present), Math.max(...present), height - 4, 4);
  const last = values.findLastIndex((value) => value !== null);
  return svg(
    'svg',
    { class: 'sparkline', viewBox: `0 0 ${width} ${height}`, 'data-tone': tone, role: 'img',
      'aria-label': `Over the window from ${present[0]} to ${present.at(-1)}, highest ${Math.max(...present)}` },
    svg('path', { d: path(values, x, y), class: 'spark' }),
    svg('circle', { cx: x(last), cy: y(values[last]), r: 3, class: 'spark-end' }),
  );
}

export function chart(widget) {
  const frame = h('div', { class: 'chart-frame' });
  const readout = h('p', { class: 'readout', 'aria-hidden': 'true' });
  new ResizeObserver(([entry]) => {
    const width = Math.round(entry.contentRect.width);
    if (width > 0 && frame.drawnWidth !== width) {
      frame.drawnWidth = width;
      frame.replaceChildren(plot(widget, width, readout));
    }
  }).observe(frame);
  return [legend(widget), frame, readout, asTable(widget)];
}

function plot(widget, width, readout) {
  const all = widget.lines.flatMap((line) => line.values).filter((value) => value !== null);
  const moment = labels(widget.times);
  const ticks = niceTicks(Math.min(0, ...all), Math.max(0, ...all));
  const x = scale(0, widget.times.length - 1, EDGE.left, width - EDGE.right);
  const y = scale(ticks[0], ticks.at(-1), HEIGHT - EDGE.bottom, EDGE.top);
  const cursor = svg('line', { class: 'cursor', y1: EDGE.top, y2: HEIGHT - EDGE.bottom, visibility: 'hidden' });
  const element = svg(
    'svg',
    { class: 'chart', viewBox: `0 0 ${width} ${HEIGHT}`, width, height: HEIGHT, role: 'img', 'aria-label': summary(widget) },
    ticks.map((tick) => [
      svg('line', { class: 'grid', x1: EDGE.left, x2: width - EDGE.right, y1: y(tick), y2: y(tick) }),
      svg('text', { class: 'tick', x: EDGE.left - 8, y: y(tick) + 4, 'text-anchor': 'end' }, figure(tick)),
    ]),
    timeTicks(widget.times.length, width).map((place) =>
      svg('text', { class: 'tick', x: x(place), y: HEIGHT - 6, 'text-anchor': 'middle' }, moment(widget.times[place]))),
    widget.lines.map((line, place) => svg('path', { d: path(line.values, x, y), class: `line line-${Math.min(place, 3)}` })).reverse(),
    cursor,
  );
  element.addEventListener('pointermove', (event) => {
    const share = (event.offsetX - EDGE.left) / (width - EDGE.left - EDGE.right);
    const place = Math.round(Math.min(1, Math.max(0, share)) * (widget.times.length - 1));
    cursor.setAttribute('x1', x(place));
    cursor.setAttribute('x2', x(place));
    cursor.setAttribute('visibility', 'visible');
    readout.textContent = `${moment(widget.times[place])}${ofDays(widget.times) ? '' : ' UTC'} · ${widget.lines.map((line) => `${line.name} ${shown(line.values[place], widget.unit)}`).join(' · ')}`;
  });
  element.addEventListener('pointerleave', () => {
    cursor.setAttribute('visibility', 'hidden');
    readout.textContent = '';
  });
  return element;
}

// Days are those of the zone that the text names; their noon is on the same day in UTC.
const ofDays = (times) => times.length > 1 && Date.parse(times[1]) - Date.parse(times[0]) >= 22 * HOUR;

// A day where each time is one, the day and the hour where the axis is longer than a day, else the hour; all UTC.
function labels(times) {
  const at = times.map(Date.parse);
  const day = (time) => new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(new Date(time));
  if (ofDays(times)) return day;
  return at.at(-1) - at[0] >= 24 * HOUR ? (time) => `${day(time)} ${clock(time)}` : clock;
}

// Short enough to stand beside the axis.
function figure(value) {
  const notation = Math.abs(value) < 10_000 ? 'standard' : 'compact';
  return new Intl.NumberFormat('en-US', { notation, maximumSignificantDigits: 3 }).format(value);
}

function legend(widget) {
  return h(
    'ul',
    { class: 'legend', 'aria-hidden': 'true' },
    widget.lines.map((line, place) =>
      h('li', {}, svg('svg', { viewBox: '0 0 20 6', width: 20, height: 6 }, svg('path', { d: 'M1 3H19', class: `line line-${Math.min(place, 3)}` })), line.name)),
    h('li', { class: 'legend-unit' }, ofDays(widget.times) ? widget.unit : `${widget.unit} · UTC`),
  );
}

function asTable(widget) {
  const moment = labels(widget.times);
  return h(
    'details',
    { class: 'values' },
    h('summary', {}, 'Show the values'),
    h(
      'div',
      { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': `Values of ${widget.title}` },
      h(
        'table',
        {},
        h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, ofDays(widget.times) ? 'Day' : 'Time, UTC'), widget.lines.map((line) => h('th', { scope: 'col', class: 'figure' }, line.name)))),
        h('tbody', {}, widget.times.map((time, place) =>
          h('tr', {}, h('td', {}, moment(time)), widget.lines.map((line) => h('td', { class: 'figure' }, shown(line.values[place], widget.unit)))))),
      ),
    ),
  );
}

function summary(widget) {
  const lines = widget.lines.map((line) => {
    const present = line.values.filter((value) => value !== null);
    return present.length
      ? `${line.name} from ${shown(present[0], widget.unit)} to ${shown(present.at(-1), widget.unit)}, highest ${shown(Math.max(...present), widget.unit)}`
      : `${line.name} without values`;
  });
  return `${widget.title}. ${lines.join('; ')}.`;
}

function shown(value, unit) {
  return value === null ? 'missing' : `${Number(value.toPrecision(4))} ${unit}`.trim();
}

function scale(from, to, start, end) {
  const span = to - from || 1;
  return (value) => Math.round((start + ((value - from) / span) * (end - start)) * 10) / 10;
}

// A gap where a sample is missing, never a line across it.
function path(values, x, y) {
  let pen = 'M';
  return values
    .map((value, place) => {
      if (value === null) {
        pen = 'M';
        return '';
      }
      const step = `${pen}${x(place)} ${y(value)}`;
      pen = 'L';
      return step;
    })
    .join('');
}

function niceTicks(low, high) {
  const rough = (high - low || 1) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((each) => each * power).find((each) => each >= rough);
  const first = Math.floor(low / step);
  const last = Math.ceil((high || 1) / step);
  return Array.from({ length: last - first + 1 }, (_, place) => Number(((first + place) * step).toPrecision(6)));
}

function timeTicks(count, width) {
  const wanted = Math.max(2, Math.min(count, Math.floor(width / 110)));
  return [...new Set(Array.from({ length: wanted }, (_, place) => Math.round(((place + 0.5) * (count - 1)) / wanted)))];
}
