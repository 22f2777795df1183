/** Simulated endpoints, one file per shape of real ones. */
@NullMarked
package org.pantau.demo.endpoint;

import org.jspecify.annotations.NullMarked;
