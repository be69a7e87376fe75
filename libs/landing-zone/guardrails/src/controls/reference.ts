/** A page of AWS's reference of controls: `strongly-recommended-preventive-controls`. */
export const reference = (page: string): string =>
  `https://docs.aws.amazon.com/controltower/latest/controlreference/${page}.html`;
