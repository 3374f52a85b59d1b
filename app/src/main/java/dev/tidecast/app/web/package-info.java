/**
 * The console in the browser, and the beacon that shops' pages load.
 *
 * <p>Takes: requests of people who have shown a key. Gives: pages made on the server from what the API's own services say;
 * no model logic. Invariant: nothing is changed without the token of the visit, and no text of a shop or a user becomes
 * markup. Read first: {@code ConsoleRoutes}.
 */
@NullMarked
package dev.tidecast.app.web;

import org.jspecify.annotations.NullMarked;
