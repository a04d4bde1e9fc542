/** An amount of money in the smallest unit of its currency, so that sums are exact. */
export type Cents = number;
