/** The nasty inputs of the manual, each by its number, from a catalogue entry and a body to what is stored. */
@NullMarked
package org.pantau.normalise.nasty;

import org.jspecify.annotations.NullMarked;
