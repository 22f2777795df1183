/**
 * The demonstration: simulated agency endpoints that speak real HTTP on loopback in the shapes real ones have, and the
 * catalogue that watches them. Nothing here is used when a catalogue of one's own is given.
 */
@NullMarked
package org.pantau.demo;

import org.jspecify.annotations.NullMarked;
