import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../local/aws/json.ts';
import { fontMeasure } from '../../../../local/cloudwatch/widget-image/font-measure.ts';
import type { GraphBand, GraphSeries } from '../../../../local/cloudwatch/widget-image/query-widget.ts';
import { loadRasterizer } from '../../../../local/cloudwatch/widget-image/rasterize.ts';
import { decodePng, type Picture } from '../../../support/decode-png.ts';
import { drawnSeries, drawPicture, PICTURE_END } from '../../../support/draw-picture.ts';

const rasterize = await loadRasterizer();

/** So small that there are no texts: the plot is all but a margin of 8 pixels, from (8, 8) to (92, 92), a grid line at 50. */
const BARE = { width: 100, height: 100, yAxis: { left: { min: 0, max: 100 } } };
const HOUR = 60;
const WHITE = '#ffffff';
const RED = '#ff0000';
const GREEN = '#00ff00';

function picture(widget: JsonObject, series: readonly GraphSeries[], bands: readonly GraphBand[] = []): Picture {
  return decodePng(rasterize(drawPicture(widget, series, bands)));
}

const channels = (color: string) => [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
/** The colour that a translucent one gives on another. */
const over = (color: string, opacity: number, below: string) =>
  channels(color).map((value, index) => value * opacity + (channels(below)[index] ?? 0) * (1 - opacity));
const isNear = (color: string, wanted: readonly number[], by = 40) =>
  channels(color).every((value, index) => Math.abs(value - (wanted[index] ?? 0)) <= by);
const level = (value: number) => drawnSeries(Array(181).fill(value));

describe('a line', () => {
  it('passes where its values say', async () => {
    const drawn = picture(BARE, [level(50)]);
    for (const x of [10, 50, 90]) {
      expect(isNear(drawn.pixel(x, 50), channels(RED))).toBe(true);
      for (const y of [10, 47, 53, 90]) expect(drawn.pixel(x, y)).toBe(WHITE);
    }
  });

  it('rises from its first value to its last', async () => {
    const drawn = picture(BARE, [drawnSeries([0, 100], { minutes: 180 })]);
    for (const [x, y] of [
      [29, 70],
      [50, 49],
      [71, 28],
    ] as const) {
      expect(isNear(drawn.pixel(x, y), channels(RED), 90)).toBe(true);
      expect(drawn.pixel(y, y)).toBe(y === 49 ? drawn.pixel(49, 49) : WHITE);
    }
  });

  it('breaks where data is missing', async () => {
    const values = Array.from({ length: 181 }, (_, minute) => (minute > 80 && minute < 100 ? undefined : 60));
    const drawn = picture(BARE, [drawnSeries(values)]);
    expect([30, 50, 70].map((x) => drawn.pixel(x, 41) === WHITE)).toEqual([false, true, false]);
  });

  it('is a dot where a datapoint stands alone', async () => {
    const drawn = picture(BARE, [drawnSeries([...Array(90), 50, ...Array(90)])]);
    expect([44, 50, 56].map((x) => isNear(drawn.pixel(x, 50), channels(RED)))).toEqual([false, true, false]);
  });

  it('shows the peak of a minute in a year of minutes', async () => {
    const values = Array.from({ length: 180 * HOUR }, (_, second) => (second === 90 * HOUR ? 90 : 10));
    const drawn = picture(BARE, [drawnSeries(values, { minutes: 1 / 60 })]);
    expect(drawn.pixel(50, 20)).not.toBe(WHITE);
    expect(drawn.pixel(54, 20)).toBe(WHITE);
  });

  it('follows the right axis when it belongs to it', async () => {
    const widget = { ...BARE, yAxis: { ...BARE.yAxis, right: { min: 0, max: 1000 } } };
    const drawn = picture(widget, [level(50), { ...level(250), yAxis: 'right', color: GREEN }]);
    expect(isNear(drawn.pixel(50, 50), channels(RED))).toBe(true);
    expect(isNear(drawn.pixel(50, 71), channels(GREEN))).toBe(true);
  });
});

describe('a stack', () => {
  it('fills from zero to the first series, and from there to the sum', async () => {
    const drawn = picture({ ...BARE, stacked: true }, [level(25), { ...level(50), color: GREEN }]);
    expect(isNear(drawn.pixel(50, 85), over(RED, 0.55, WHITE), 4)).toBe(true);
    expect(isNear(drawn.pixel(50, 45), over(GREEN, 0.55, WHITE), 4)).toBe(true);
    expect(drawn.pixel(50, 20)).toBe(WHITE);
    expect(isNear(drawn.pixel(50, 71), channels(RED), 130)).toBe(true);
  });
});

describe('an anomaly detection band', () => {
  it('is filled between its bounds', async () => {
    const { values, ...band } = level(20);
    const drawn = picture(BARE, [], [{ ...band, lower: values, upper: values.map(() => 60) }]);
    expect([85, 60, 30].map((y) => drawn.pixel(50, y) === WHITE)).toEqual([true, false, true]);
    expect(isNear(drawn.pixel(50, 60), over(RED, 0.25, WHITE), 4)).toBe(true);
  });
});

describe('an annotation', () => {
  const at = (minutes: number) => new Date(PICTURE_END - minutes * 60_000).toISOString();
  const filled = over(GREEN, 0.14, WHITE);
  const draw = (annotations: JsonObject) => picture({ ...BARE, annotations }, [level(0)]);
  const isFilled = (drawn: Picture, x: number, y: number) =>
    isNear(drawn.pixel(x, y), filled, 3) && drawn.pixel(x, y) !== WHITE;

  it.each<[string, string | undefined, boolean, boolean]>([
    ['a line alone', undefined, false, false],
    ['filled above', 'above', true, false],
    ['filled below', 'below', false, true],
  ])('can be horizontal, %s', async (_, fill, above, below) => {
    const drawn = await draw({ horizontal: [{ value: 50, color: GREEN, ...(fill !== undefined && { fill }) }] });
    expect(isNear(drawn.pixel(50, 50), channels(GREEN), 70)).toBe(true);
    expect([isFilled(drawn, 50, 30), isFilled(drawn, 50, 70)]).toEqual([above, below]);
  });

  it('can be a horizontal band', async () => {
    const drawn = await draw({ horizontal: [[{ value: 25, color: GREEN }, { value: 75 }]] });
    expect([29, 71].every((y) => isNear(drawn.pixel(50, y), channels(GREEN), 90))).toBe(true);
    expect([15, 40, 85].map((y) => isFilled(drawn, 50, y))).toEqual([false, true, false]);
  });

  it.each<[string, string | undefined, boolean, boolean]>([
    ['a line alone', undefined, false, false],
    ['filled before', 'before', true, false],
    ['filled after', 'after', false, true],
  ])('can be vertical, %s', async (_, fill, before, after) => {
    const drawn = await draw({ vertical: [{ value: at(90), color: GREEN, ...(fill !== undefined && { fill }) }] });
    expect(isNear(drawn.pixel(50, 50), channels(GREEN), 70)).toBe(true);
    expect([isFilled(drawn, 30, 40), isFilled(drawn, 70, 40)]).toEqual([before, after]);
  });

  it('can be a vertical band', async () => {
    const drawn = await draw({ vertical: [[{ value: at(135), color: GREEN }, { value: at(45) }]] });
    expect([15, 50, 85].map((x) => isFilled(drawn, x, 40))).toEqual([false, true, false]);
  });

  it('is not drawn when it is not visible', async () => {
    const drawn = await draw({ horizontal: [{ value: 60, color: GREEN, visible: false }] });
    expect(drawn.pixel(50, 41)).toBe(WHITE);
  });

  it('makes room for itself on an axis without bounds', () => {
    const text = drawPicture({ annotations: { horizontal: [{ value: 900, label: 'Limit' }] } }, [level(10)]);
    expect(text).toContain('>Limit</text>');
    expect(text).toContain('>800</text>');
  });
});

describe('views of the newest values', () => {
  const shares = [75, 25].map((value, index) =>
    drawnSeries([1, value], { color: [RED, GREEN][index] ?? RED, label: `Part ${index}` }),
  );

  it('can be bars as long as the values', async () => {
    const text = drawPicture({ view: 'bar' }, shares);
    const [first = 0, second = 0] = [RED, GREEN].map((color) =>
      Number(new RegExp(`width="([\\d.]+)" height="[\\d.]+" fill="${color}"`).exec(text)?.[1]),
    );
    expect(first / second).toBeCloseTo(3, 1);
    expect(text).toContain('>Part 0</text>');
    expect(text).toContain('>75</text>');
  });

  it('can be slices of a pie', async () => {
    const drawn = picture({ view: 'pie', width: 100, height: 100, legend: { position: 'hidden' } }, shares);
    expect(
      [
        [80, 50],
        [50, 80],
        [30, 70],
        [30, 30],
      ].map(([x = 0, y = 0]) => drawn.pixel(x, y)),
    ).toEqual([RED, RED, RED, GREEN]);
    expect(drawn.pixel(50, 50)).toBe(WHITE);
  });

  it('is a whole ring when one value is all of it', async () => {
    const drawn = picture({ view: 'pie', width: 100, height: 100, legend: { position: 'hidden' } }, [level(5)]);
    const around = [
      [50, 20],
      [80, 50],
      [50, 80],
      [20, 50],
      [29, 29],
      [71, 71],
    ] as const;
    expect(around.map(([x, y]) => drawn.pixel(x, y))).toEqual(around.map(() => RED));
  });

  it('can be gauges filled up to the value', async () => {
    const widget = { view: 'gauge', width: 300, height: 200, yAxis: { left: { min: 0, max: 100 } } };
    const text = drawPicture(widget, [drawnSeries([50], { unit: 'Percent' })]);
    const drawn = decodePng(rasterize(text));
    const across = Array.from({ length: 300 }, (_, x) => drawn.pixel(x, 60)).filter((color) => color === RED);
    expect(across.length).toBeGreaterThan(5);
    expect(Array.from({ length: 140 }, (_, x) => drawn.pixel(160 + x, 60)).includes(RED)).toBe(false);
    expect(text).toContain('>50%</text>');
  });

  it('can be numbers with units', () => {
    const text = drawPicture({ view: 'singleValue' }, [
      drawnSeries([1, 1_234_567], { label: 'Hits' }),
      drawnSeries([0.25], { unit: 'Milliseconds' }),
    ]);
    for (const shown of ['1.23M', 'Hits', '0.25', ' ms']) expect(text).toContain(`>${shown}</text>`);
    expect(
      drawPicture({ view: 'singleValue', singleValueFullPrecision: true }, [drawnSeries([1_234_567.5])]),
    ).toContain('>1,234,567.5</text>');
    expect(drawPicture({ view: 'singleValue' }, [drawnSeries([])])).toContain('>--</text>');
  });

  it('can be numbers above sparklines', () => {
    const paths = (sparkline: boolean) =>
      drawPicture({ view: 'singleValue', sparkline }, [level(5)]).split('<path').length - 1;
    expect([paths(false), paths(true)]).toEqual([0, 2]);
  });

  it('can be a table, with figures of the whole range and the newest datapoints', () => {
    const text = drawPicture({ view: 'table', table: { summaryColumns: ['MIN', 'AVG'] } }, [drawnSeries([1, 2, 6])]);
    for (const shown of ['Label', 'Min', 'Average', '3', '11-21 12:00', '6'])
      expect(text).toContain(`>${shown}</text>`);
    for (const hidden of ['Max', 'Sum']) expect(text).not.toContain(`>${hidden}</text>`);
  });
});

describe('what is written', () => {
  it('is as wide as it was measured', () => {
    const [text, style] = ['Hill', { size: 20 }];
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="100" height="30"><rect width="100" height="30" fill="#fff"/><text x="0" y="22" font-size="20">${text}</text></svg>`;
    const drawn = decodePng(rasterize(svg));
    const inked = Array.from({ length: 100 }, (_, x) => x).filter((x) =>
      Array.from({ length: 30 }, (_, y) => drawn.pixel(x, y)).some((color) => color !== '#ffffff'),
    );
    expect(Math.abs((inked.at(-1) ?? 0) + 1 - fontMeasure()(text, style))).toBeLessThan(3);
  });

  const graph = (widget: JsonObject, series = [level(50)]) => drawPicture(widget, series);

  it.each<[string, JsonObject, GraphSeries[], string[]]>([
    ['the title', { title: 'Orders <now> & "then"' }, [level(1)], ['Orders &lt;now&gt; &amp; &quot;then&quot;']],
    ['the unit of the axis', {}, [level(1)], ['Count']],
    ['that units differ', {}, [level(1), { ...level(2), unit: 'Percent' }], ['Various units']],
    ['that there is no unit', {}, [{ ...level(1), unit: 'None' }], ['No unit']],
    ['the label of the axis with its unit', { yAxis: { left: { label: 'Hits' } } }, [level(1)], ['Hits (Count)']],
    ['the label alone', { yAxis: { left: { label: 'Hits', showUnits: false } } }, [level(1)], ['Hits']],
    [
      'both axes',
      { yAxis: { right: { label: 'Share' } } },
      [level(1), { ...level(2), yAxis: 'right', unit: 'Percent' }],
      ['Count', 'Share (Percent)'],
    ],
    ['the time zone’s clock', { timezone: '+0530' }, [level(1)], ['14:30', '17:00']],
    ['the legend below', {}, [level(1)], ['Orders']],
    ['the legend to the right', { legend: { position: 'right' } }, [level(1)], ['Orders']],
    ['that there is no data', {}, [drawnSeries([])], ['No data available.', 'Orders']],
    ['that a pie has no data', { view: 'pie' }, [level(0)], ['No data available.']],
    [
      'how many more series there are',
      {},
      Array.from({ length: 500 }, (_, index) => ({ ...level(index), label: `function-${index}` })),
      ['function-0', '+ 464 more'],
    ],
  ])('%s', (_, widget, series, texts) => {
    for (const text of texts) expect(drawPicture(widget, series)).toContain(`>${text}`);
  });

  it('no legend when it is hidden', () => {
    expect(graph({ legend: { position: 'hidden' } })).not.toContain('>Orders<');
  });

  it('a sign of warning when not all data was loaded', () => {
    const warned = [false, true].map((partial) =>
      drawPicture({ title: 'Orders' }, [level(50)], [], partial).includes('>!<'),
    );
    expect(warned).toEqual([false, true]);
  });

  it('nothing that XML cannot hold', async () => {
    const text = graph({ title: 'a\u0000b\uD800c\u001b' });
    expect(text).toContain('>a b\uFFFDc <');
    expect(decodePng(rasterize(text)).width).toBe(600);
  });

  it('no two annotation labels over each other', () => {
    const horizontal = Array.from({ length: 30 }, (_, index) => ({ value: 40 + index, label: `Threshold ${index}` }));
    const places = [
      ...graph({ annotations: { horizontal } }).matchAll(/<text x="([\d.]+)" y="([\d.]+)"[^>]*>Threshold/g),
    ].map((match) => [Number(match[1]), Number(match[2])] as const);
    expect(places.length).toBeGreaterThan(3);
    for (const [index, [x, y]] of places.entries()) {
      for (const [otherX, otherY] of places.slice(index + 1)) {
        expect(Math.abs(x - otherX) >= 60 || Math.abs(y - otherY) >= 15).toBe(true);
      }
    }
  });
});

describe('a picture', () => {
  it.each([
    ['light', WHITE],
    ['dark', '#161d26'],
  ])('has the background of the %s theme', async (theme, background) => {
    const drawn = picture({ ...BARE, theme }, [level(50)]);
    expect([drawn.pixel(0, 0), drawn.pixel(99, 99), drawn.pixel(50, 20)]).toEqual([background, background, background]);
  });

  it('is the same byte for byte when drawn again', async () => {
    const text = drawPicture({ title: 'Orders' }, [level(50)]);
    expect(drawPicture({ title: 'Orders' }, [level(50)])).toBe(text);
    expect(Buffer.compare(rasterize(text), rasterize(text))).toBe(0);
  });

  const number = fc.double({ noNaN: true, noDefaultInfinity: true });
  const label = fc.string({ unit: 'binary', maxLength: 60 });
  const bounds = fc.record({ min: fc.integer(), max: fc.integer() }).filter(({ min, max }) => min < max);
  const widgets = (most: number) =>
    fc.record({
      view: fc.constantFrom('timeSeries', 'singleValue', 'bar', 'pie', 'table', 'gauge'),
      width: fc.integer({ min: 1, max: most }),
      height: fc.integer({ min: 1, max: most }),
      stacked: fc.boolean(),
      sparkline: fc.boolean(),
      title: label,
      legend: fc.record({ position: fc.constantFrom('bottom', 'right', 'hidden') }),
      yAxis: fc.record({ left: bounds }),
      annotations: fc.record({ horizontal: fc.array(fc.record({ value: number, label }), { maxLength: 3 }) }),
    });
  const datapoint = fc.option(fc.oneof(number, fc.constantFrom(0, 1e12, -5)), { nil: undefined, freq: 5 });
  const series = fc.array(fc.record({ values: fc.array(datapoint, { maxLength: 40 }), label }), { maxLength: 6 });
  const drawn = (data: readonly { values: readonly (number | undefined)[]; label: string }[]) =>
    data.map(({ values, label: named }) => drawnSeries(values, { label: named }));

  it('can be drawn of any data in any view at any size', async () => {
    await fc.assert(
      fc.asyncProperty(widgets(160), series, async (widget, data) => {
        const { width, height } = picture(widget, drawn(data));
        expect([width, height]).toEqual([widget.width, widget.height]);
      }),
      { numRuns: 30 },
    );
  });

  it('has no place that is no number', () => {
    fc.assert(
      fc.property(widgets(2000), series, (widget, data) => {
        const shapes = drawPicture(widget, drawn(data)).replace(/<text[^>]*>[^<]*/g, (text) =>
          text.replace(/>.*/s, '>'),
        );
        expect(shapes.includes('NaN') || shapes.includes('Infinity')).toBe(false);
      }),
      { numRuns: 120 },
    );
  });
});
