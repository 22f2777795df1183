/** A believable day of a public service: demand, waiting, faults, response times; a pure function of name and time. */
@NullMarked
package org.pantau.demo.day;

import org.jspecify.annotations.NullMarked;
