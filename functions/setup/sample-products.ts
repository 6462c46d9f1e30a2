/** A product of the sample catalogue, before it has an id. */
export type SampleProduct = {
  readonly name: string;
  readonly category: 'Kitchen' | 'Desk' | 'Garden' | 'Travel';
  readonly priceCents: number;
  /** What one costs the shop. */
  readonly costCents: number;
  readonly stock: number;
  readonly description: string;
};

/** The goods of a small shop for useful, well-made things. */
export const SAMPLE_PRODUCTS: readonly SampleProduct[] = [
  {
    name: 'Stoneware mug',
    category: 'Kitchen',
    priceCents: 1850,
    costCents: 890,
    stock: 240,
    description:
      'Holds 350 ml and keeps it warm longer than thin porcelain does. Glazed inside, left matt outside so that it sits safely in wet hands.',
  },
  {
    name: 'Beech chopping board',
    category: 'Kitchen',
    priceCents: 3400,
    costCents: 1770,
    stock: 120,
    description:
      'End-grain beech, 38 by 26 cm. Knife marks close again, and a groove on one side catches the juice. Oil it twice a year.',
  },
  {
    name: 'Chef’s knife, 20 cm',
    category: 'Kitchen',
    priceCents: 8900,
    costCents: 4090,
    stock: 60,
    description:
      'Carbon steel that takes a very fine edge and grows a grey patina. Balanced at the bolster. Dry it after washing; it will outlast you.',
  },
  {
    name: 'Cast-iron pan, 26 cm',
    category: 'Kitchen',
    priceCents: 5600,
    costCents: 2800,
    stock: 80,
    description:
      'Seasoned three times before it leaves the foundry. Heavy enough to hold its heat, with a second handle so that you can still lift it.',
  },
  {
    name: 'Linen tea towels, set of three',
    category: 'Kitchen',
    priceCents: 2450,
    costCents: 1080,
    stock: 200,
    description:
      'Washed linen that dries glasses without lint from the first day. Natural, sage and clay, 50 by 70 cm each.',
  },
  {
    name: 'Salad bowl, olive wood',
    category: 'Kitchen',
    priceCents: 6200,
    costCents: 2980,
    stock: 45,
    description:
      'Turned from one piece, so no two are alike. Wide enough to toss for six without losing leaves over the rim.',
  },
  {
    name: 'Pour-over coffee dripper',
    category: 'Kitchen',
    priceCents: 2900,
    costCents: 1510,
    stock: 150,
    description:
      'Porcelain cone with spiral ribs that let the paper breathe. Sits on any mug and takes standard size 02 filters.',
  },
  {
    name: 'Dotted notebook, A5',
    category: 'Desk',
    priceCents: 1450,
    costCents: 590,
    stock: 400,
    description:
      '192 numbered pages of 100 g paper that fountain pens do not bleed through. Lies flat when open, thread-sewn, with an index to fill in.',
  },
  {
    name: 'Fountain pen, medium nib',
    category: 'Desk',
    priceCents: 4900,
    costCents: 2200,
    stock: 90,
    description:
      'A steel nib with a little give, a body of brushed aluminium, a cap that closes with a click. Takes cartridges or the enclosed converter.',
  },
  {
    name: 'Brass desk lamp',
    category: 'Desk',
    priceCents: 12900,
    costCents: 5030,
    stock: 35,
    description:
      'A jointed arm that stays where you put it and a shade that keeps the light on the page. Comes with a warm 6 W bulb.',
  },
  {
    name: 'Walnut pen tray',
    category: 'Desk',
    priceCents: 2800,
    costCents: 1200,
    stock: 110,
    description:
      'One plank, two hollows: one for pens, one for the things that otherwise have no place. Felt feet spare the table.',
  },
  {
    name: 'Felt desk mat',
    category: 'Desk',
    priceCents: 3600,
    costCents: 1690,
    stock: 130,
    description:
      'Four millimetres of pressed wool, 80 by 35 cm. Quiets the keyboard, warms the wrists and hides the scratches beneath.',
  },
  {
    name: 'Ceramic plant pot, small',
    category: 'Desk',
    priceCents: 1650,
    costCents: 680,
    stock: 170,
    description:
      'Just right for one succulent, with a saucer that hides its drainage hole. 9 cm across, in chalk white.',
  },
  {
    name: 'Paper calendar for the wall',
    category: 'Desk',
    priceCents: 1900,
    costCents: 860,
    stock: 220,
    description:
      'The whole year on one large sheet, printed in two colours on recycled paper. Room for one line of writing a day.',
  },
  {
    name: 'Hand trowel',
    category: 'Garden',
    priceCents: 2200,
    costCents: 1120,
    stock: 140,
    description:
      'Forged from one piece of stainless steel with an ash handle. Depth marks on the blade tell how deep the bulb sits.',
  },
  {
    name: 'Watering can, 5 litres',
    category: 'Garden',
    priceCents: 4400,
    costCents: 2420,
    stock: 70,
    description:
      'Galvanised steel with a long spout that reaches the back row. The brass rose gives a rain so fine that seedlings stay upright.',
  },
  {
    name: 'Leather garden gloves',
    category: 'Garden',
    priceCents: 2650,
    costCents: 1560,
    stock: 160,
    description:
      'Soft goatskin that roses do not get through, cut close enough to pick up a seed. Cuffs of canvas, washable by hand.',
  },
  {
    name: 'Bypass secateurs',
    category: 'Garden',
    priceCents: 5200,
    costCents: 2760,
    stock: 75,
    description:
      'Cut live wood up to 22 mm without crushing it. Every part unscrews, so that blade and spring can be replaced.',
  },
  {
    name: 'Meadow seed mix',
    category: 'Garden',
    priceCents: 890,
    costCents: 510,
    stock: 500,
    description:
      'Thirty-one native flowers and four grasses for ten square metres. Sow in March or in September, then mostly leave it alone.',
  },
  {
    name: 'Bee hotel, larch',
    category: 'Garden',
    priceCents: 3900,
    costCents: 1990,
    stock: 85,
    description:
      'Smoothly drilled holes of five widths, because each wild bee wants her own. The roof keeps the tubes dry in winter.',
  },
  {
    name: 'Terracotta pots, set of four',
    category: 'Garden',
    priceCents: 3100,
    costCents: 1710,
    stock: 95,
    description:
      'Four sizes that nest for the winter. Fired hot enough to stand the frost, porous enough to keep roots from drowning.',
  },
  {
    name: 'Canvas weekend bag',
    category: 'Travel',
    priceCents: 11900,
    costCents: 6550,
    stock: 50,
    description:
      'Waxed canvas, 38 litres, with a separate floor for shoes. Fits under a train seat and looks better with every trip.',
  },
  {
    name: 'Steel water bottle, 750 ml',
    category: 'Travel',
    priceCents: 2900,
    costCents: 1420,
    stock: 260,
    description:
      'Two walls with nothing in between: cold for a day, hot for half of one. The lid is one part and easy to clean.',
  },
  {
    name: 'Folding umbrella',
    category: 'Travel',
    priceCents: 3800,
    costCents: 2010,
    stock: 115,
    description:
      'Eight ribs of glass fibre bend in the gale and come back. 28 cm folded, wide enough for one and a rucksack.',
  },
  {
    name: 'Merino travel blanket',
    category: 'Travel',
    priceCents: 8400,
    costCents: 3950,
    stock: 55,
    description:
      'Fine wool that warms on night trains and airs out by morning. 130 by 170 cm, rolled into its own strap.',
  },
  {
    name: 'Packing cubes, set of three',
    category: 'Travel',
    priceCents: 3300,
    costCents: 1680,
    stock: 145,
    description: 'Light mesh lids show what is inside, double zips press the air out. Shirts arrive the way they left.',
  },
  {
    name: 'Pocket torch',
    category: 'Travel',
    priceCents: 2700,
    costCents: 1490,
    stock: 180,
    description:
      'As long as a thumb, charged by USB-C, with a red light that spares your neighbours in the tent. Runs 30 hours on low.',
  },
  {
    name: 'Enamel camping cup',
    category: 'Travel',
    priceCents: 1250,
    costCents: 610,
    stock: 300,
    description:
      'Goes on the fire, in the rucksack and, chipped here and there, back on the breakfast table. 400 ml, white with a blue rim.',
  },
];
