/**
 * Lists of addresses that agencies send: each line becomes a probe of a service, or is said to be wrong. May import the
 * rest of the catalogue.
 */
@NullMarked
package org.pantau.catalogue.address;

import org.jspecify.annotations.NullMarked;
