export { SimulatedAft, type SimulatedAftOptions, type SimulatedFailure } from "./simulated-aft";
export { type EarlierAccount, ID_TAG, simulateOrganization } from "./simulated-organization";
