/** How an account stands in Control Tower's account factory, which keeps each as a product of AWS Service Catalog. */
export interface EnrolledProduct {
  readonly id: string;
  /** The account's name where AFT made it; one that was enrolled by hand has another. */
  readonly name: string;
  /** Once the account exists. */
  readonly accountId?: string;
  /** `TAINTED`: the last change failed, the account is as before; `ERROR`: it was never made. */
  readonly state: "AVAILABLE" | "UNDER_CHANGE" | "TAINTED" | "ERROR" | "PLAN_IN_PROGRESS";
  readonly message?: string;
}

/** Control Tower's account factory, as far as accounts leave it. */
export interface EnrolledProducts {
  list(): Promise<EnrolledProduct[]>;
  /** Begins to take an account out of Control Tower, or to forget one that was never made. Closes nothing. */
  terminate(productId: string): Promise<void>;
}

/** Where nothing is enrolled: an organization without Control Tower, an embedded AWS. */
export const NOTHING_ENROLLED: EnrolledProducts = {
  list: () => Promise.resolve([]),
  terminate: () => Promise.resolve(),
};
