/** The mapping language: JSONata with its helper functions and bounds; plain paths walk without the interpreter. */
@NullMarked
package org.pantau.expression;

import org.jspecify.annotations.NullMarked;
