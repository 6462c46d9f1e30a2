type Picture = { src: string; size: number; lazy?: boolean };

/** A product's square picture; decoration, as the product's name always stands beside it. */
export function ProductPicture({ src, size, lazy = true }: Picture) {
  return (
    <img
      class="picture"
      src={src}
      alt=""
      width={size}
      height={size}
      loading={lazy ? 'lazy' : 'eager'}
      fetchpriority={lazy ? 'auto' : 'high'}
      decoding="async"
    />
  );
}
